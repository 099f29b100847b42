package dev.varve.activities.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.testing.Golden;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RunRecordTest {
  private static final RunRecord RECORD =
      new RunRecord("build-7", "a".repeat(64), "b".repeat(64), "2026-01-01T00:00:00Z");

  @Test
  void isReadAsItWasWritten() {
    assertThat(RunRecord.read(RECORD.toJson())).contains(RECORD);
  }

  @Test
  void isWrittenAsReleased() {
    assertThat(text(RECORD)).isEqualTo(Golden.text(RunRecordTest.class, "run-record-1.json"));
  }

  @Test
  void nobodyGoesOnWithARecordThatIsNewerDamagedOrNotWhole() {
    String newer = text(RECORD).replace("\"formatVersion\":1", "\"formatVersion\":2");
    assertThat(RunRecord.read(bytes(newer))).isEmpty();
    assertThat(RunRecord.read(bytes(text(RECORD).substring(0, 90)))).isEmpty();
    assertThat(RunRecord.read(bytes("{\"formatVersion\":1}"))).isEmpty();
    assertThat(RunRecord.read(new byte[0])).isEmpty();
  }

  private static String text(RunRecord record) {
    return new String(record.toJson(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

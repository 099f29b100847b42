package dev.varve.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.testing.Examples;
import dev.varve.storage.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActionRecordJsonTest {
  private final String golden = Golden.text(getClass(), "action-record-1.json").strip();

  @Test
  void isWrittenAsReleased() {
    assertThat(
            new String(ActionRecordJson.write(Examples.actionRecord("a")), StandardCharsets.UTF_8))
        .isEqualTo(golden);
  }

  @Test
  void isReadAsReleased() throws IOException {
    assertThat(read(golden)).isEqualTo(Examples.actionRecord("a"));
  }

  @Test
  void passesOverWhatALaterVarveAdds() throws IOException {
    String later =
        golden
            .replace("\"rows\":12", "\"later\":[{\"a\":1}],\"rows\":12")
            .replace("\"writeMillis\"", "\"later\":{},\"writeMillis\"")
            .replace(
                "[\"day\",0,\"2026-01-01\",\"2026-01-31\"]",
                "[\"day\",0,\"2026-01-01\",\"2026-01-31\",[7],8]");
    assertThat(later).isNotEqualTo(golden);
    assertThat(read(later)).isEqualTo(Examples.actionRecord("a"));
  }

  @Test
  void measurementsMayBeMissing() throws IOException {
    String without = golden.replaceFirst(",\"measurements\":\\{[^}]*}", "");
    assertThat(read(without).measurements()).isEqualTo(Measurements.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"formatVersion\":1,",
        "\"rows\":12,",
        "\"bytes\":345,",
        "\"schema\":\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":[]}\","
      })
  void refusesARecordWithoutAPart(String part) {
    assertThat(golden).contains(part);
    String without = golden.replaceFirst(Pattern.quote(part), "");
    assertThatThrownBy(() -> read(without)).isInstanceOf(IOException.class);
  }

  @Test
  void refusesARecordThatIsCutOffAnywhere() {
    for (int length = 0; length < golden.length(); length++) {
      String cut = golden.substring(0, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void refusesAVersionThatItDoesNotKnow() {
    assertThatThrownBy(() -> read(golden.replace("\"formatVersion\":1", "\"formatVersion\":2")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format version 2");
  }

  @Test
  void refusesADigestThatIsNone() {
    assertThatThrownBy(() -> read(golden.replaceFirst("\\[\"day\",\"[0-9a-f]", "[\"day\",\"X")))
        .isInstanceOf(IOException.class);
  }

  private static ActionRecord read(String text) throws IOException {
    return ActionRecordJson.read(text.getBytes(StandardCharsets.UTF_8));
  }
}

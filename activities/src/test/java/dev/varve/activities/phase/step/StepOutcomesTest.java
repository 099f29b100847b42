package dev.varve.activities.phase.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.activities.testing.Golden;
import dev.varve.planner.build.Decision;
import dev.varve.planner.build.DecisionKind;
import dev.varve.planner.build.Reason;
import dev.varve.planner.build.ReasonCode;
import dev.varve.storage.Digest;
import dev.varve.storage.manifest.TableColumn;
import dev.varve.storage.manifest.TableEntry;
import dev.varve.storage.store.ColumnDigest;
import dev.varve.storage.store.ColumnStatistics;
import dev.varve.storage.store.DataFile;
import dev.varve.storage.store.FileStamp;
import dev.varve.storage.store.Ingredient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepOutcomesTest {
  @Test
  void areReadAsTheyWereWritten() throws IOException {
    assertThat(StepOutcomes.fromJson(StepOutcomes.toJson(outcomes()))).isEqualTo(outcomes());
  }

  @Test
  void areWrittenAsReleased() {
    assertThat(text()).isEqualTo(Golden.text(StepOutcomesTest.class, "outcomes-1.json"));
  }

  @Test
  void newerFormatAndUnknownFieldsAreRefused() {
    assertRefused(
        text().replace("\"formatVersion\":1", "\"formatVersion\":2"), "outcomes of format 2");
    assertRefused(
        text().replace("\"steps\":", "\"more\":1,\"steps\":"), "unknown field in outcomes: more");
  }

  private static void assertRefused(String json, String message) {
    assertThatThrownBy(() -> StepOutcomes.fromJson(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  private static List<StepOutcome> outcomes() {
    return List.of(
        new StepOutcome(
            3,
            "marts.revenue",
            new Decision(
                DecisionKind.REBUILD,
                new Reason(ReasonCode.QUERY_CHANGED, "the query changed", List.of("a", "b"))),
            Optional.of(table()),
            Optional.empty(),
            12,
            Optional.of(Instant.parse("2026-01-01T00:00:01Z"))),
        new StepOutcome(
            4,
            "marts.days",
            Decision.of(DecisionKind.FAIL, ReasonCode.EXECUTION_FAILED, "it failed"),
            Optional.empty(),
            Optional.of(new StepFailure("QUERY_FAILED", "It \"failed\".", "Mend it.")),
            0));
  }

  private static TableEntry table() {
    return new TableEntry(
        "marts.revenue",
        "a".repeat(64),
        List.of(new Ingredient("QUERY", "", "b".repeat(64))),
        "b".repeat(64),
        7,
        "{}",
        List.of(
            new DataFile(
                "part-0.parquet",
                new Digest("c".repeat(64)),
                2,
                new FileStamp(99, 1_000_000_001L, 42),
                List.of(
                    new ColumnStatistics("day", Optional.of("2026-01-01"), Optional.empty(), 1)))),
        List.of(new ColumnDigest("day", new Digest("d".repeat(64)))),
        2,
        99,
        List.of("raw.orders"),
        "e".repeat(64),
        List.of(new TableColumn("day", "DATE")),
        "f".repeat(64),
        true,
        17);
  }

  private static String text() {
    return new String(StepOutcomes.toJson(outcomes()), StandardCharsets.UTF_8);
  }
}

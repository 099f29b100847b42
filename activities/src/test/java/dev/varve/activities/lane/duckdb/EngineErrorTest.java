package dev.varve.activities.lane.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine says, taken apart. */
final class EngineErrorTest {
  @ParameterizedTest
  @CsvSource({
    "18.8 GiB, 20186346291",
    "512.0 MiB, 536870912",
    "0 bytes, 0",
    "1.5 KiB, 1536",
    "2 TiB, 2199023255552"
  })
  void sizesAreRead(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @Test
  void anErrorOfTheEngineIsTakenApart() {
    EngineError error =
        EngineError.of(
            "{\"exception_type\":\"Conversion\",\"exception_message\":\"no \\\"x\\\"\\nat \\u00e4\","
                + "\"location\":\"[4,2]\",\"position\":\"4\"}");
    assertThat(error).isEqualTo(new EngineError("Conversion", "no \"x\"\nat ä", 4));
    assertThat(error.offsetIn("ä🎉")).isEqualTo(2);
    assertThat(
            EngineError.of(
                "Parser Error: {\"exception_type\":\"Parser\",\"exception_message\":\"m\"}"))
        .isEqualTo(new EngineError("Parser", "m", -1));
    assertThat(
            EngineError.of(
                "{\"exception_type\":\"IO\",\"exception_message\":\"failed: {\\\"exception_type\\\":"
                    + "\\\"IO\\\",\\\"exception_message\\\":\\\"No space\\\"}\"}"))
        .isEqualTo(new EngineError("IO", "No space", -1));
    assertThat(EngineError.of("INTERRUPT Error: Interrupted!"))
        .isEqualTo(new EngineError("INTERRUPT", "Interrupted!", -1));
    assertThat(EngineError.of("what")).isEqualTo(new EngineError("", "what", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Division by zero in expression (1). Use TRY(...) to return NULL for this expression, or SET error_on_division_by_zero=false to return NULL for all divisions by zero. | Division by zero in expression (1). Use TRY(...) to return NULL for this expression.",
        "Overflow! | Overflow!",
        "no such column | no such column.",
      })
  void adviceForTheEnginesPromptIsCut(String message, String expected) {
    assertThat(LaneErrors.firstLine(message)).isEqualTo(expected);
  }
}

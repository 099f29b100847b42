package dev.varve.storage.delta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsValueTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          long           | -42                           | -42                             | -42
          integer        | +7                            | 7                               | 7
          byte           | x                             | -                               | -
          decimal(38,10) | 1E-10                         | 0.0000000001                    | 0.0000000001
          decimal(9,2)   | -1.50                         | -1.50                           | -1.50
          double         | 1e300                         | 1.0E300                         | 1.0E300
          double         | 0.1                           | 0.1                             | 0.1
          double         | 0                             | -0.0                            | 0.0
          double         | -0.0                          | -0.0                            | 0.0
          double         | nan                           | -                               | -
          double         | NaN                           | -                               | -
          float          | Infinity                      | -                               | -
          double         | -inf                          | -                               | -
          float          | 0.1                           | 0.1                             | 0.1
          date           | 2024-02-29                    | "2024-02-29"                    | "2024-02-29"
          date           | -0044-03-15                   | -                               | -
          date           | infinity                      | -                               | -
          date           | +12345-01-01                  | -                               | -
          timestamp      | 2024-01-01T00:00:00Z          | "2024-01-01T00:00:00.000Z"      | "2024-01-01T00:00:00.000Z"
          timestamp      | 2024-01-01 02:00:00.1234+02   | "2024-01-01T00:00:00.1234Z"     | "2024-01-01T00:00:00.1234Z"
          timestamp      | 2024-01-01 00:00:00+05:30     | "2023-12-31T18:30:00.000Z"      | "2023-12-31T18:30:00.000Z"
          timestamp      | 2024-01-01 00:00:00           | -                               | -
          timestamp      | 294247-01-10T04:00:54Z        | -                               | -
          timestamp      | 2024-01-01T00:00:00.0000001Z  | -                               | -
          timestamp_ntz  | 2024-01-01 10:11:12.000001    | "2024-01-01T10:11:12.000001"    | "2024-01-01T10:11:12.000001"
          timestamp_ntz  | 2024-01-01T10:11:12           | "2024-01-01T10:11:12.000"       | "2024-01-01T10:11:12.000"
          timestamp_ntz  | 2024-01-01 10:11:12+00        | -                               | -
          string         | say "a"\\                     | "say \\"a\\"\\\\"               | "say \\"a\\"\\\\"
          string         | ''                            | ""                              | ""
          boolean        | true                          | -                               | -
          binary         | ab                            | -                               | -
          """)
  void isJsonOfTheColumnsTypeOrLeftOut(String type, String text, String min, String max) {
    assertThat(StatisticsValue.min(type, text).orElse("-")).isEqualTo(min);
    assertThat(StatisticsValue.max(type, text).orElse("-")).isEqualTo(max);
  }

  @Test
  void cutsLongTextsBetweenCharactersAndKeepsThemBounds() {
    String text = "😀".repeat(64) + "x";
    assertThat(StatisticsValue.min("string", text)).contains("\"" + "😀".repeat(64) + "\"");
    assertThat(StatisticsValue.max("string", text))
        .contains("\"" + "😀".repeat(64) + "\uDBFF\uDFFF\"");
    assertThat(StatisticsValue.max("string", "a".repeat(64)))
        .contains("\"" + "a".repeat(64) + "\"");
    assertThat(StatisticsValue.max("string", "a".repeat(64) + "\uDBFF\uDFFFb")).isEmpty();
  }
}

package dev.varve.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 B",
        "999 | 999 B",
        "1000 | 1.0 kB",
        "1549 | 1.5 kB",
        "9949 | 9.9 kB",
        "9951 | 10 kB",
        "999499 | 999 kB",
        "999500 | 1.0 MB",
        "12000000 | 12 MB",
        "9223372036854775807 | 9.2 EB"
      })
  void bytesHaveTwoDigitsOrMore(long bytes, String text) {
    assertThat(Quantities.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 ms",
        "999 | 999 ms",
        "1234 | 1.2 s",
        "59949 | 59.9 s",
        "59950 | 1 min 00 s",
        "123000 | 2 min 03 s",
        "3599499 | 59 min 59 s",
        "3840000 | 1 h 04 min"
      })
  void durationsKeepTheUnitsThatMatter(long millis, String text) {
    assertThat(Quantities.duration(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 rows",
        "1 | 1 row",
        "999 | 999 rows",
        "1000 | 1,000 rows",
        "123456 | 123,456 rows",
        "1234567 | 1,234,567 rows",
        "-123 | -123 rows",
        "-1234 | -1,234 rows"
      })
  void countsAgreeWithTheirNoun(long count, String text) {
    assertThat(Quantities.count(count, "row", "rows")).isEqualTo(text);
  }
}

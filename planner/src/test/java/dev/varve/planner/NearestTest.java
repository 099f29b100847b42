package dev.varve.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> NAMES =
      List.of("marts.revenue", "marts.orders", "staging.orders", "key", "columns");

  @ParameterizedTest
  @CsvSource({
    "marts.revenu,     marts.revenue",
    "marts.reveneu,    marts.revenue",
    "Marts.Revenue,    marts.revenue",
    "revenue,          marts.revenue",
    "mart.revenue,     marts.revenue",
    "core.revenue,     marts.revenue",
    "staging.order,    staging.orders",
    "colums,           columns",
    "kye,              key",
    "xyz,",
    "weather,",
    "ab,",
  })
  void theNameMeantIsFoundAndNoOtherIsMadeUp(String wrong, String meant) {
    assertThat(Nearest.of(wrong, NAMES)).isEqualTo(Optional.ofNullable(meant));
  }
}

package dev.varve.workers.cli.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  @ParameterizedTest
  @CsvSource({"biuld, build, 1", "plan, plan, 0", "shw, show, 1", "abc, xyz, 3", "'', ab, 2"})
  void aSwapOfNeighboursIsOneMistake(String left, String right, int distance) {
    assertThat(Nearest.distance(left, right)).isEqualTo(distance);
  }
}

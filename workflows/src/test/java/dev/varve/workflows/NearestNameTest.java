package dev.varve.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  @ParameterizedTest
  @CsvSource({"biuld, build, 1", "plan, plan, 0", "shw, show, 1", "abc, xyz, 3", "'', ab, 2"})
  void aSwapOfNeighboursIsOneMistake(String left, String right, int mistakes) {
    assertThat(NearestName.mistakes(left, right)).isEqualTo(mistakes);
  }

  @Test
  void aNameIsOfferedOnlyWhereMostOfItIsRight() {
    List<String> names = List.of("--select", "--tier", "ifBusy");

    assertThat(NearestName.of("--selct", names)).contains("--select");
    assertThat(NearestName.of("--slots", names)).isEmpty();
    assertThat(NearestName.of("IFBUSY", names)).contains("ifBusy");
  }
}

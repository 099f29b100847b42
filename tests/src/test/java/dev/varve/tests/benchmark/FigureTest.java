package dev.varve.tests.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.benchmark.Figure.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the benchmark prints. */
class FigureTest {
  @Test
  void tableIsAlignedWithTheGoalBesideEachFigure() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    FigureTable.print(
        List.of(
            Figure.stated("tpch", "STABLE", 1.104, Unit.RATIO, "pairs 1.09 1.10 1.20")
                .withGoal(1.15),
            Figure.stated("noop-1000", "JDK 25", 1.6, Unit.SECONDS, "1.60 1.50 1.70").withGoal(1.5),
            Figure.stated("tpch", "FAST", 0.9, Unit.RATIO, "pairs 0.90")),
        new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "case       what    figure  goal              how it came about",
            "tpch       STABLE  1.10×   ≤ 1.15×   met     pairs 1.09 1.10 1.20",
            "noop-1000  JDK 25  1.60 s  ≤ 1.50 s  missed  1.60 1.50 1.70",
            "tpch       FAST    0.90×                     pairs 0.90");
  }

  @Test
  void medianIsTheMiddleOne() {
    assertThat(new Times(List.of(3.0, 1.0, 2.0)).median()).isEqualTo(2.0);
    assertThat(new Times(List.of(3.0, 1.0)).median()).isEqualTo(2.0);
  }
}

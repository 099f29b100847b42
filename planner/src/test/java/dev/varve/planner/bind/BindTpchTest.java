package dev.varve.planner.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindTpchTest {
  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void understandsEveryQuery(int number) {
    BoundQuery query = TestBinder.bind(Tpch.query(number), Tpch.schemas());

    assertThat(PlanText.of(query.plan())).doesNotContain("opaque");
    assertThat(query.columns()).isNotEmpty();
  }
}

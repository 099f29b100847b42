package dev.varve.planner.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpcds;
import dev.varve.planner.types.TableSchema;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BindTpcdsTest {
  private static final Map<String, TableSchema> TABLES = Tpcds.schemas();

  static int[] numbers() {
    return Tpcds.numbers();
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void understandsEveryQuery(int number) {
    BoundQuery query = TestBinder.bind(Tpcds.query(number), TABLES);

    assertThat(PlanText.of(query.plan())).doesNotContain("opaque");
    assertThat(query.columns()).isNotEmpty();
  }
}

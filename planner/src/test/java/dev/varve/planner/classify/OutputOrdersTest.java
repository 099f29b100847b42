package dev.varve.planner.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.compile.CompiledModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputOrdersTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " <> ",
      quoteCharacter = '`',
      value = {
        "select a, c from t where b > 1 <> ENGINE <> false <> ``",
        "select a + 1 as x from (select a from t) <> ENGINE <> false <> ``",
        "select sum(a) s from t <> ENGINE <> false <> ``",
        "select 1 as one <> ENGINE <> false <> ``",
        "select a, c from t order by c desc <> MODEL <> false <> \"c\" DESC NULLS LAST, \"a\" ASC NULLS LAST",
        "select a, c from t order by c nulls first <> MODEL <> false <> \"c\" ASC NULLS FIRST, \"a\" ASC NULLS LAST",
        "select c as k, a from t order by c <> MODEL <> false <> \"k\" ASC NULLS LAST, \"a\" ASC NULLS LAST",
        "select c from t order by a <> ENGINE <> true <> ``",
        "select a, b from t order by a + b <> ENGINE <> true <> ``",
        "select a, c from t order by a limit 3 <> MODEL <> true <> \"a\" ASC NULLS LAST, \"c\" ASC NULLS LAST",
        "select a, sum(b) s from t group by a order by s desc <> MODEL <> false <> \"s\" DESC NULLS LAST, \"a\" ASC NULLS LAST",
        "with q as (select a, b from t) select a from q order by a <> MODEL <> false <> \"a\" ASC NULLS LAST",
        "with q as (select a, b from t) select a from q where b > 1 <> ENGINE <> false <> ``",
        "with q as (select a from t), r as (select a from q) select a from r <> ENGINE <> false <> ``",
        "with q as materialized (select a from t) select a from q <> ALL_COLUMNS <> false <> \"a\" ASC NULLS LAST",
        "with q as (select a from t) select a from q where a in (select a from q) <> ALL_COLUMNS <> false <> \"a\" ASC NULLS LAST",
        "select c, d from t group by all <> ALL_COLUMNS <> true <> \"c\" ASC NULLS LAST, \"d\" ASC NULLS LAST, signbit(\"d\") ASC NULLS LAST",
        "select t.a from t join u on t.id = u.id <> ALL_COLUMNS <> false <> \"a\" ASC NULLS LAST",
        "select a from t union all select a from u <> ALL_COLUMNS <> false <> \"a\" ASC NULLS LAST",
        "select t.a, [d] as l from t join u on t.id = u.id <> ALL_COLUMNS <> false <> \"a\" ASC NULLS LAST, \"l\" ASC NULLS LAST, CAST(\"l\" AS VARCHAR) ASC NULLS LAST"
      })
  void choosesAnOrderThatIsTotal(
      String text, OutputOrder.Basis basis, boolean threadSensitive, String terms) {
    CompiledModel model = ClassifierTest.compiled(text);

    assertThat(model.order().basis()).isEqualTo(basis);
    assertThat(String.join(", ", model.order().terms())).isEqualTo(terms);
    assertThat(model.threadSensitive()).isEqualTo(threadSensitive);
  }

  @Test
  void theDeclaredOrderStandsWhereTheModelHasNone() {
    String header = "/* varve\norder_by: [b desc]\nkey: [a]\n*/ ";

    assertThat(ClassifierTest.compiled(header + "select a, b from t").order())
        .isEqualTo(
            new OutputOrder(
                OutputOrder.Basis.DECLARED,
                List.of("\"b\" DESC NULLS LAST", "\"a\" ASC NULLS LAST")));
    assertThat(ClassifierTest.compiled(header + "select a, b from t order by a").order().basis())
        .isEqualTo(OutputOrder.Basis.MODEL);
  }
}

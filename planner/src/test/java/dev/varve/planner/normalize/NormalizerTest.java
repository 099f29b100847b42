package dev.varve.planner.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.classify.Classifier;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.TableSchema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizerTest {
  private static final Map<String, TableSchema> TABLES =
      Map.of(
          "main.t",
          Tpch.schema(
              "a INTEGER, b INTEGER, c VARCHAR, d DOUBLE, e DATE, f DECIMAL(10,2), l INTEGER[]"),
          "main.u",
          Tpch.schema("a INTEGER, b INTEGER, s VARCHAR, x DOUBLE"),
          "main.ts",
          Tpch.schema("at TIMESTAMP, r REAL"));

  private static Node normal(String sql) {
    BoundQuery query = TestBinder.bind(sql, TABLES);
    return Normalizer.normalize(query.plan(), Classifier.of(query.plan()).resultClass());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select a from t|select a from (select * from t)",
        "select a, b from t where a > 1 and b = 2|select a, b from t where 2 = b and 1 < a",
        "select a from t where a > 1|select a from (select a, c from t where a > 1)",
        "select a + b from t|select b + a from t",
        "select a from t where a in (1, 2, 3)|select a from t where a in (3, 1, 2)",
        "select a from t where not (a in (1, 2))|select a from t where a not in (2, 1)",
        "select a from t where a is not null|select a from t where not (a is null)",
        "select sum(a) from t group by b|with q as (select a, b, c from t) select sum(a) from q group by b",
        "select a x from t|select a y from t -- comment",
        "select a from t where a > 1 and (b > 2 and c = 'x')|select a from (select * from t where a > 1) where c = 'x' and b > 2",
        "select count(*) from t|select count(*) from (select a, b from t)",
        "select t.a from t join u on t.a = u.a and t.b = u.b|select t.a from t join u on t.b = u.b and t.a = u.a",
        "select t.a from t join u on t.a = u.a|select t.a from t join u on u.a = t.a",
        "select a from t where a between 1 and 3|select a from t where a >= 1 and a <= 3",
        "select a from t union all select a from u|select a from t union all (with q as (select b, a from u) select a from q)",
        "select cast(a as integer) from t|select a from t",
        "select * from t|select a, b, c, d, e, f, l from t",
        "from t select a|select a from t",
        "select x.a from (select a, sum(b) s, max(c) m from t group by a) x|select a from (select a, count(*) from t group by a)"
      })
  void writesTheSameForWhatCertainlyIsTheSame(String one, String other) {
    assertThat(PlanText.of(normal(other))).isEqualTo(PlanText.of(normal(one)));
    assertThat(PlanEncoding.identify(normal(other)).fingerprint())
        .isEqualTo(PlanEncoding.identify(normal(one)).fingerprint());
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void keepsTheWidthOfEveryTpchQuery(int number) {
    BoundQuery query = TestBinder.bind(Tpch.query(number), Tpch.schemas());
    Node normal = Normalizer.normalize(query.plan(), Classifier.of(query.plan()).resultClass());

    assertThat(normal.width()).isEqualTo(query.plan().width());
    assertThat(PlanText.of(normal)).doesNotContain("scan main.lineitem (l_orderkey, l_partkey,");
  }

  /** The engine ends the second with an error where texts are no numbers, and not the first. */
  @Test
  void doesNotComputeOnMoreRowsWhatMayRaiseAnError() {
    assertThat(
            PlanText.of(
                normal(
                    "select a from t where (c = '7' and cast(c as integer) > 1)"
                        + " or regexp_matches(c, 'a')")))
        .isNotEqualTo(
            PlanText.of(
                normal(
                    "select a from t where (c = '7' or regexp_matches(c, 'a'))"
                        + " and (cast(c as integer) > 1 or regexp_matches(c, 'a'))")));
  }
}

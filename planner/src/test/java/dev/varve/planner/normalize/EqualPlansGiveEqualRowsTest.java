package dev.varve.planner.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BindOutcome;
import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.classify.Classifier;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.RandomQueries;
import dev.varve.planner.testing.Rows;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.TableSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever the passes take for the same must give the same rows in the engine: checked on families
 * of queries of which some mean the same and some nearly so.
 */
class EqualPlansGiveEqualRowsTest {
  private static final Map<String, TableSchema> TABLES =
      Map.of("main.t", Tpch.schema(Rows.COLUMNS), "main.u", Tpch.schema(Rows.COLUMNS));

  private static Node normal(BoundQuery query) {
    return Normalizer.normalize(query.plan(), Classifier.of(query.plan()).resultClass());
  }

  @Test
  void forRandomQueries() throws SQLException {
    RandomQueries queries = new RandomQueries(20_261_121);
    int equal = 0;
    int different = 0;
    try (Rows rows = new Rows(7, 40)) {
      for (int family = 0; family < 40; family++) {
        Map<String, String> seen = new TreeMap<>();
        for (String sql : queries.family(6)) {
          BindOutcome outcome = TestBinder.outcome(sql, TABLES);
          assertThat(outcome).as(sql).isInstanceOf(BindOutcome.Bound.class);
          BoundQuery query = ((BindOutcome.Bound) outcome).query();
          Node plan = normal(query);
          String earlier = seen.putIfAbsent(PlanEncoding.identify(plan).fingerprint().hex(), sql);
          if (earlier == null) {
            different++;
          } else if (!earlier.equals(sql)) {
            equal++;
            assertThat(rows.of(sql))
                .as("%s%nand%n%s%nboth as%n%s", earlier, sql, PlanText.of(plan))
                .isEqualTo(rows.of(earlier));
          }
        }
      }
    }
    assertThat(List.of(equal, different)).allMatch(count -> count > 30);
  }
}

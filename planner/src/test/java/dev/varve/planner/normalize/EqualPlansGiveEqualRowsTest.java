package dev.varve.planner.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BindOutcome;
import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.classify.Classifier;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.RandomQueries;
import dev.varve.planner.testing.RandomRelations;
import dev.varve.planner.testing.Rows;
import dev.varve.planner.testing.Script;
import dev.varve.planner.testing.TestBinder;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Whatever the passes take for the same must give the same rows in the engine: checked on families
 * of queries of which some mean the same and some nearly so. Where a plan is exact its rows must
 * also be those of another order of the same rows, beside another column, on several threads.
 * {@code -Dvarve.seed} and {@code -Dvarve.families} give another and a longer run.
 */
class EqualPlansGiveEqualRowsTest {
  private static final long SEED = Long.getLong("varve.seed", 20_261_121);
  private static final int FAMILIES = Integer.getInteger("varve.families", 100);

  /** How many queries had a plan that was seen, and how many had a new one. */
  private int equal;

  private int different;

  @Test
  void forRandomExpressions() throws SQLException {
    RandomQueries queries = new RandomQueries(SEED);
    check(queries::family);
    assertThat(List.of(equal, different)).allMatch(count -> count > 30);
  }

  @Test
  void forRandomRelations() throws SQLException {
    RandomRelations queries = new RandomRelations(SEED);
    check(queries::family);
    assertThat(List.of(equal, different)).allMatch(count -> count > 30);
  }

  private void check(IntFunction<List<String>> families) throws SQLException {
    try (Rows rows = new Rows(7, 30);
        Rows elsewhere = Rows.elsewhere(7, 30)) {
      for (int family = 0; family < FAMILIES; family++) {
        Map<String, String> seen = new TreeMap<>();
        for (String sql : families.apply(6)) {
          check(sql, rows, elsewhere, seen);
        }
      }
    }
    System.out.printf(
        "seed %d: %d queries with a plan seen before, %d with a new one%n", SEED, equal, different);
  }

  private void check(String sql, Rows rows, Rows elsewhere, Map<String, String> seen)
      throws SQLException {
    BindOutcome outcome = TestBinder.outcome(sql, PairTables.schemas());
    assertThat(outcome).as(sql).isInstanceOf(BindOutcome.Bound.class);
    BoundQuery query = ((BindOutcome.Bound) outcome).query();
    ResultClass resultClass = Classifier.of(query.plan()).resultClass();
    Node plan = Normalizer.normalize(query.plan(), resultClass);
    List<String> result = rows.of(sql);
    if (resultClass == ResultClass.EXACT) {
      assertThat(elsewhere.of(sql)).as("elsewhere (seed %d): %s", SEED, sql).isEqualTo(result);
    }
    String earlier = seen.putIfAbsent(PlanEncoding.identify(plan).fingerprint().hex(), sql);
    if (earlier == null) {
      different++;
    } else if (!earlier.equals(sql)) {
      equal++;
      if (!rows.of(earlier).equals(result)) {
        throw new AssertionError(
            "Taken for equal (seed "
                + SEED
                + "):\n"
                + Script.of(Rows.generated(7, 30), earlier, sql)
                + PlanText.of(plan));
      }
    }
  }
}

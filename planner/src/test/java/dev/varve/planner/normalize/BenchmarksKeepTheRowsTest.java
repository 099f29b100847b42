package dev.varve.planner.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.classify.Classifier;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.GeneratedTables;
import dev.varve.planner.testing.PlanSql;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpcds;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.TableSchema;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Each query of TPC-H and TPC-DS is run in the engine, and so is its plan written back as SQL, as
 * it was bound and in its normal form: all give the same rows.
 */
class BenchmarksKeepTheRowsTest {
  private static final int LIMIT = 100;
  private static final Pattern LAST_LIMIT = Pattern.compile("(?i)\\blimit\\s+\\d+\\s*$");

  /** Whether there is a row. */
  private static boolean check(
      String name, String query, Map<String, TableSchema> tables, GeneratedTables rows) {
    String sql = query;
    List<String> expected = rows.of(sql);
    if (expected.size() > LIMIT) {
      // Which of the rows that its order leaves equal a limit takes is open.
      sql = LAST_LIMIT.matcher(query).replaceFirst("");
      expected = rows.of(sql);
    }
    Node bound = TestBinder.bind(sql, tables).plan();
    Node normal = Normalizer.normalize(bound, Classifier.of(bound).resultClass());
    for (Node plan : List.of(bound, normal)) {
      String written = PlanSql.of(plan);
      assertThat(rows.of(written))
          .as("%s%n%s%n%s", name, PlanText.of(plan), written)
          .isEqualTo(expected);
    }
    return expected.size() > 1;
  }

  @Test
  void ofTpch() throws SQLException {
    List<String> queries = IntStream.rangeClosed(1, 22).mapToObj(Tpch::query).toList();
    Set<String> facts = Set.of("lineitem", "partsupp");
    int found = 0;
    try (GeneratedTables rows = new GeneratedTables(1, Tpch.schemas(), facts, queries)) {
      for (int i = 0; i < queries.size(); i++) {
        found += check("q" + (i + 1), queries.get(i), Tpch.schemas(), rows) ? 1 : 0;
      }
    }
    assertThat(found).as("queries that find rows").isGreaterThan(18);
  }

  @Test
  void ofTpcds() throws SQLException {
    Map<String, TableSchema> tables = Tpcds.schemas();
    List<String> queries = Arrays.stream(Tpcds.numbers()).mapToObj(Tpcds::query).toList();
    int found = 0;
    try (GeneratedTables rows = new GeneratedTables(2, tables, Tpcds.facts(), queries)) {
      for (String update : Tpcds.UPDATES) {
        rows.update(update);
      }
      for (int i = 0; i < queries.size(); i++) {
        found += check("q" + (i + 1), queries.get(i), tables, rows) ? 1 : 0;
      }
    }
    assertThat(found).as("queries that find rows").isGreaterThan(70);
  }
}

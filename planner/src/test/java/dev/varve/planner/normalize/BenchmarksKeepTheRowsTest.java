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

  /** Days are days of a calendar, and what comes back was sold. */
  private static final List<String> TPCDS_UPDATES =
      List.of(
          "UPDATE date_dim SET d_date = make_date(d_year, least(d_moy, 12), least(d_dom, 28))"
              + " WHERE d_date_sk % 3 > 0",
          "UPDATE date_dim SET d_year = year(d_date), d_moy = month(d_date), d_dom = day(d_date),"
              + " d_qoy = quarter(d_date), d_dow = dayofweek(d_date), d_day_name = dayname(d_date),"
              + " d_month_seq = (year(d_date) - 1900) * 12 + month(d_date) - 1,"
              + " d_week_seq = date_diff('day', DATE '1899-12-31', d_date) // 7,"
              + " d_quarter_name = year(d_date) || 'Q' || quarter(d_date)",
          "UPDATE store_returns r SET sr_item_sk = ss_item_sk, sr_customer_sk = ss_customer_sk,"
              + " sr_ticket_number = ss_ticket_number FROM store_sales s"
              + " WHERE r.rowid = s.rowid AND r.rowid % 2 = 0",
          "UPDATE catalog_returns r SET cr_item_sk = cs_item_sk, cr_order_number = cs_order_number"
              + " FROM catalog_sales s WHERE r.rowid = s.rowid AND r.rowid % 2 = 0",
          "UPDATE web_returns r SET wr_item_sk = ws_item_sk, wr_order_number = ws_order_number"
              + " FROM web_sales s WHERE r.rowid = s.rowid AND r.rowid % 2 = 0");

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
    Set<String> facts =
        Set.of(
            "catalog_returns",
            "catalog_sales",
            "inventory",
            "store_returns",
            "store_sales",
            "web_returns",
            "web_sales");
    int found = 0;
    try (GeneratedTables rows = new GeneratedTables(2, tables, facts, queries)) {
      for (String update : TPCDS_UPDATES) {
        rows.update(update);
      }
      for (int i = 0; i < queries.size(); i++) {
        found += check("q" + (i + 1), queries.get(i), tables, rows) ? 1 : 0;
      }
    }
    assertThat(found).as("queries that find rows").isGreaterThan(70);
  }
}

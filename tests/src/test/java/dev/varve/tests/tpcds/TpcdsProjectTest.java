package dev.varve.tests.tpcds;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.PlanReport;
import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProcessLogs;
import dev.varve.tests.harness.ProjectFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The 99 queries of TPC-DS as models of one project over generated data. */
@ExtendWith(ProcessLogs.class)
class TpcdsProjectTest {
  private static final double SCALE_FACTOR = 0.01;

  @TempDir Path folder;

  /** Without the limit, which takes any of the rows that the order leaves equal. */
  private static String whole(int number) throws Exception {
    return TpcdsData.query(number).replaceFirst("(?i)\\blimit\\s+\\d+\\s*$", "");
  }

  private static String model(int number) {
    return String.format("queries.q%02d", number);
  }

  @Test
  void everyModelHoldsWhatTheEngineAnswersToItsQuery() throws Exception {
    Path data = folder.resolve("project/data");
    TpcdsData.write(SCALE_FACTOR, data);
    String sources =
        TpcdsData.tables().keySet().stream()
            .map(table -> "  main." + table + ": { path: data/" + table + ".parquet }")
            .collect(joining("\n"));
    ProjectFolder project =
        ProjectFolder.in(
            folder.resolve("project"),
            "project: tpcds\nwarehouse: ./warehouse\ntimezone: UTC\nsources:\n" + sources);
    Map<String, List<String>> expected = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      for (String table : TpcdsData.tables().keySet()) {
        statement.execute(
            "CREATE VIEW " + table + " AS FROM '" + data.resolve(table + ".parquet") + "'");
      }
      for (int number = 1; number <= TpcdsData.QUERIES; number++) {
        List<String> rows = rows(statement, whole(number));
        String names =
            IntStream.range(0, Integer.parseInt(rows.remove(0)))
                .mapToObj(i -> "c" + i)
                .collect(joining(", "));
        project.model(model(number), "FROM (" + whole(number) + "\n) AS q(" + names + ")");
        expected.put(model(number), rows);
      }
    }

    PlanReport plan = Embedded.plan(project);

    assertThat(plan.models()).hasSize(TpcdsData.QUERIES);
    assertThat(plan.models()).allSatisfy(model -> assertThat(model.path()).contains("algebra"));
    assertThat(Embedded.build(project).outcome()).isEqualTo("done");
    int found = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (int number = 1; number <= TpcdsData.QUERIES; number++) {
        Path table =
            project.warehouse().resolve("tables/dev/queries/" + model(number).substring(8));
        List<String> rows = rows(statement, "FROM '" + table + "/*.parquet'");
        rows.remove(0);
        assertThat(rows).as(model(number)).isEqualTo(expected.get(model(number)));
        found += rows.isEmpty() ? 0 : 1;
      }
    }
    assertThat(found).as("queries that find rows").isGreaterThan(60);
    assertThat(Embedded.decisions(Embedded.build(project)).values()).containsOnly("skip");
  }

  /** How many columns there are, and then the rows as texts, sorted. */
  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= width; i++) {
          row.append(result.getString(i)).append('|');
        }
        rows.add(row.toString());
      }
      rows.sort(null);
      rows.add(0, Integer.toString(width));
    }
    return rows;
  }
}

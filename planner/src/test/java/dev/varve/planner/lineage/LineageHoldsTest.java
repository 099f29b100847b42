package dev.varve.planner.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.testing.Families;
import dev.varve.planner.testing.RandomQueries;
import dev.varve.planner.testing.Rows;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Run in the engine: other values in a column that is no origin of an output column leave that
 * column as it is.
 */
class LineageHoldsTest {
  private static final TableSchema SCHEMA = Tpch.schema(Rows.COLUMNS);
  private static final Map<String, TableSchema> TABLES = Map.of("main.t", SCHEMA, "main.u", SCHEMA);

  private static final List<String> WRITTEN =
      List.of(
          "select t.a, (select max(u.b) from u where u.a = t.a) m, (select count(*) from u) n from t",
          "select a, b in (select b from u where u.c = t.c) f from t",
          "select a from t where exists (select 1 from u where u.a = t.a and u.b > t.b)",
          "select a from t where not exists (select 1 from u where u.a = t.a)",
          "select a, b, c from t where b not in (select b from u where e is not null)",
          "select a, rank() over (partition by b order by c) r, sum(f) over (order by e, a) s from t",
          "select a from t qualify row_number() over (partition by b order by c, f) = 1",
          "select distinct on (a) a, b, f from t order by a, c, b",
          "select a, b from t order by c, f, e limit 5 offset 2",
          "select a, f from t except select a, f from u",
          "select a, b from t intersect all select b, a from u",
          "select a, c from t union all by name select c, b as a from u",
          "with k as (select a, max(b) m, min(f) n from t group by a) select p.m, q.n"
              + " from k p join k q on p.a = q.m",
          "select t.a, v.s from t, lateral (select sum(u.b) s from u where u.a < t.a) v",
          "select a, b, sum(f) s, grouping(b) g from t group by rollup (a, b)",
          "select unnest([a, b]) x, f from t",
          "select coalesce(t.a, u.a) a, u.c from t full join u on t.b = u.b",
          "select t.c, count(*) filter (where u.f > 0) n from t left join u using (a) group by t.c",
          "select case when e is null then a when f > 0 then b else 0 end x, d from t",
          "select a, (select f from u order by b, c, f limit 1) x from t",
          "select t.a, u.b from t positional join u",
          "select t.a, u.b from t asof join u on t.c = u.c and t.a >= u.a",
          "with recursive r as (select a as n, b as k from t where a is not null union all"
              + " select n + 1, k from r where n < 2) select n, k from r");

  private Connection connection;
  private Statement statement;

  /** A schema for each column of each table, in which that column has other values. */
  @BeforeEach
  void fill() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    statement = connection.createStatement();
    statement.execute("SET threads = 1");
    Random random = new Random(5);
    for (String table : List.of("t", "u")) {
      statement.execute("CREATE TABLE " + table + " (" + Rows.COLUMNS + ")");
      for (int i = 0; i < 30; i++) {
        statement.execute(
            "INSERT INTO %s VALUES (%s, %s, %s, %s, %s, %s)"
                .formatted(
                    table,
                    one(random, "-1", "0", "1", "2", "NULL"),
                    one(random, "-1", "0", "1", "3", "NULL"),
                    one(random, "'a'", "'A'", "'b'", "''", "NULL"),
                    one(random, "0.0", "1.5", "-2.5", "NULL"),
                    one(random, "'2020-01-01'", "'2024-02-29'", "NULL"),
                    one(random, "0", "1.25", "-1", "2", "NULL")));
      }
    }
    for (String changed : List.of("t", "u")) {
      for (Column column : SCHEMA.columns()) {
        String schema = changed + "_" + column.name();
        statement.execute("CREATE SCHEMA " + schema);
        for (String table : List.of("t", "u")) {
          String replaced =
              table.equals(changed)
                  ? "select * replace (lag(%1$s, 7) over (order by rowid desc) as %1$s)"
                      .formatted(column.name())
                  : "select *";
          statement.execute(
              "CREATE TABLE %s.%s AS %s FROM main.%s ORDER BY rowid"
                  .formatted(schema, table, replaced, table));
        }
      }
    }
  }

  private static String one(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  @AfterEach
  void close() throws SQLException {
    statement.close();
    connection.close();
  }

  @Test
  void forWrittenAndRandomQueries() throws SQLException {
    List<String> queries = new ArrayList<>(WRITTEN);
    Families random = new Families(new RandomQueries(), 20_261_122);
    for (int i = 0; i < 100; i++) {
      queries.add(random.family(1).get(0).sql());
    }
    int held = 0;
    int changed = 0;
    for (String sql : queries) {
      BoundQuery query = TestBinder.bind(sql, TABLES);
      PlanLineage lineage = PlanLineage.of(query.plan(), query.columns().size(), names());
      Optional<List<List<String>>> before = columns(sql, "main");
      for (String table : List.of("t", "u")) {
        for (Column column : SCHEMA.columns()) {
          Optional<List<List<String>>> after = columns(sql, table + "_" + column.name());
          for (int i = 0;
              i < lineage.columns().size() && before.isPresent() && after.isPresent();
              i++) {
            boolean same = before.get().get(i).equals(after.get().get(i));
            if (isOrigin(new Origin("main." + table, column.name()), i, lineage)) {
              changed += same ? 0 : 1;
            } else {
              held++;
              assertThat(same)
                  .as("column %d of%n%s%nwhen %s.%s changes", i, sql, table, column.name())
                  .isTrue();
            }
          }
        }
      }
    }
    assertThat(List.of(held, changed)).allMatch(count -> count > 400);
  }

  private static boolean isOrigin(Origin origin, int column, PlanLineage lineage) {
    return lineage.columns().get(column).values().containsKey(origin)
        || lineage.columns().get(column).influences().byOrigin().containsKey(origin)
        || lineage.rows().byOrigin().containsKey(origin);
  }

  private static Map<String, List<String>> names() {
    Map<String, List<String>> names = new TreeMap<>();
    TABLES.forEach(
        (table, schema) -> names.put(table, schema.columns().stream().map(Column::name).toList()));
    return names;
  }

  /** The values of each column, sorted; nothing where the query ends with an error. */
  private Optional<List<List<String>>> columns(String sql, String schema) throws SQLException {
    statement.execute("SET schema = '" + schema + "'");
    try (ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> columns = new ArrayList<>();
      for (int i = 0; i < result.getMetaData().getColumnCount(); i++) {
        columns.add(new ArrayList<>());
      }
      while (result.next()) {
        for (int i = 0; i < columns.size(); i++) {
          columns.get(i).add(String.valueOf(result.getString(i + 1)));
        }
      }
      columns.forEach(values -> values.sort(null));
      return Optional.of(columns);
    } catch (SQLException e) {
      // A statement is closed after an error.
      statement = connection.createStatement();
      return Optional.empty();
    }
  }
}

package dev.varve.activities.lane.duckdb;

import static dev.varve.activities.lane.duckdb.Workbench.ordered;
import static dev.varve.activities.lane.duckdb.Workbench.step;
import static dev.varve.activities.lane.duckdb.Workbench.withArguments;
import static dev.varve.activities.lane.duckdb.Workbench.withColumns;
import static dev.varve.activities.lane.duckdb.Workbench.withKeyValues;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.ColumnRange;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.LaneResult;
import dev.varve.activities.lane.ProjectedColumn;
import dev.varve.activities.lane.StepQuery;
import dev.varve.activities.lane.TypedLiteral;
import dev.varve.planner.bind.statement.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StepRunTest {
  @TempDir static Path folder;
  private static Workbench bench;
  private static DuckDbLanes lanes;

  @BeforeAll
  static void open() {
    bench = new Workbench(folder);
    lanes = bench.lanes(2);
  }

  @AfterAll
  static void close() {
    lanes.close();
    bench.close();
  }

  private static LaneResult run(StepQuery query, Path output) {
    return lanes.run(query, output, LaneObserver.NONE);
  }

  @Test
  void writesTheRowsOfTheQueryInTheOrderGiven() {
    InputTable orders =
        bench.table("raw", "orders", "SELECT i AS id, 'r' || i % 2 AS region FROM range(4) r(i)");
    Path output = bench.newFile(".parquet");

    LaneResult result =
        run(
            ordered(
                step("select region, id from raw.orders", List.of(orders), "region", "id"),
                "region DESC",
                "2"),
            output);

    assertThat(bench.rowsOf(output)).containsExactly("r1|1", "r1|3", "r0|0", "r0|2");
    assertThat(result.rows()).isEqualTo(4);
    assertThat(result.bytes()).isEqualTo(output.toFile().length());
    assertThat(result.peakMemoryBytes()).isPositive();
    assertThat(result.profile()).isEmpty();
  }

  @Test
  void tellsBoundsNullsAndNansOfEachColumn() {
    Path output = bench.newFile(".parquet");
    String sql =
        "select i, case when i > 0 then 'x' || i end, case when i = 1 then 'nan'::double else 1.5 end,"
            + " {a: i}, null::date from range(3) r(i)";

    LaneResult result = run(step(sql, List.of(), "i", "s", "d", "st", "n"), output);

    assertThat(result.columns())
        .containsExactly(
            new ColumnRange("i", Optional.of("0"), Optional.of("2"), 0, false),
            new ColumnRange("s", Optional.of("x1"), Optional.of("x2"), 1, false),
            new ColumnRange("d", Optional.empty(), Optional.empty(), 0, true),
            new ColumnRange("st", Optional.empty(), Optional.empty(), 0, false),
            new ColumnRange("n", Optional.empty(), Optional.empty(), 3, false));
  }

  @Test
  void aResultWithoutRowsIsOneFileWithTheSchema() {
    Path output = bench.newFile(".parquet");
    StepQuery query =
        step("select i, 'x' as s from range(3) r(i) where i > 5", List.of(), "i", "s");

    LaneResult result = run(query, output);

    assertThat(result.rows()).isZero();
    assertThat(bench.rowsOf(output)).isEmpty();
    assertThat(bench.columns(output))
        .containsExactly(new Column("i", "BIGINT"), new Column("s", "VARCHAR"));
    assertThat(bench.repetition(output)).containsExactly("OPTIONAL", "OPTIONAL");
  }

  @Test
  void everyColumnIsOptionalWhateverTheEngineKnowsOfIt() {
    InputTable input =
        bench.table(
            "raw",
            "t",
            "SELECT i AS a, 's' AS b, 1.5::double AS c, DATE '2020-01-01' AS d, true AS e,"
                + " [i] AS f, {x: i} AS g, map {i: i} AS h, 2.5::decimal(10, 2) AS j,"
                + " TIMESTAMPTZ '2020-01-01 00:00:00Z' AS k, '\\x00'::blob AS l FROM range(9) r(i)");
    Path output = bench.newFile(".parquet");
    String[] names = input.columns().stream().map(Column::name).toArray(String[]::new);

    run(step("select * from raw.t where a is not null", List.of(input), names), output);

    List<String> topLevel =
        bench.rows(
            "SELECT repetition_type FROM parquet_schema("
                + LaneFiles.source(output)
                + ") WHERE name IN ('a','b','c','d','e','f','g','h','j','k','l')");
    assertThat(topLevel).hasSize(11).containsOnly("OPTIONAL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b", "q\"uote", "it's", "größe", "日本", "c0", "c1", "select", "a.b", "🎉", "%s\\n"
      })
  void namesOfColumnsAndTablesMayBeAnything(String name) {
    InputTable input = bench.table(name, name, "SELECT 7 AS " + Sql.name(name) + ", 8 AS other");
    Path output = bench.newFile(".parquet");
    String sql = "select * from " + Sql.name(name, name);

    LaneResult result =
        run(ordered(step(sql, List.of(input), name, "other"), Sql.name(name).text()), output);

    assertThat(bench.columns(output).get(0).name()).isEqualTo(name);
    assertThat(bench.rowsOf(output)).containsExactly("7|8");
    assertThat(result.columns().get(0).min()).contains("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a[1].parquet",
        "a*.parquet",
        "a?.parquet",
        "{a,b}.parquet",
        "a\\b.parquet",
        "it's.parquet",
        "x=1/y 2.parquet",
        "größe\n.parquet"
      })
  void pathsAreNoPatterns(String name) throws Exception {
    Path file = bench.folder().resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    bench.execute("COPY (SELECT 1 AS a) TO " + LaneFiles.target(file) + " (FORMAT parquet)");
    // A decoy that the pattern would match.
    bench.execute(
        "COPY (SELECT 2 AS a) TO "
            + LaneFiles.target(file.resolveSibling("a1.parquet"))
            + " (FORMAT parquet)");
    Path output = bench.folder().resolve("out").resolve(name);
    Files.createDirectories(output.getParent());
    InputTable input =
        InputTable.parquet("raw", "t", List.of(new Column("a", "INTEGER")), List.of(file));

    run(step("select a from raw.t", List.of(input), "a"), output);

    assertThat(bench.rowsOf(output)).containsExactly("1");
  }

  @Test
  void storedTypesAreCastAndKeyValuesWritten() {
    Path output = bench.newFile(".parquet");
    StepQuery query =
        withColumns(
            step(
                "select sum(i), uuid '00000000-0000-0000-0000-000000000001' from range(4) r(i)",
                List.of(),
                "x"),
            new ProjectedColumn("total", "DECIMAL(38,0)"),
            new ProjectedColumn("id", "VARCHAR"));
    Map<String, String> keyValues = new LinkedHashMap<>();
    keyValues.put("varve.step_key", "abc'\"");
    keyValues.put("z", "ü");

    run(withKeyValues(query, keyValues), output);

    assertThat(bench.columns(output))
        .containsExactly(new Column("total", "DECIMAL(38,0)"), new Column("id", "VARCHAR"));
    assertThat(bench.rowsOf(output)).containsExactly("6|00000000-0000-0000-0000-000000000001");
    assertThat(
            bench.rows(
                "SELECT decode(key), decode(value) FROM parquet_kv_metadata("
                    + LaneFiles.source(output)
                    + ")"))
        .containsExactly("varve.step_key|abc'\"", "z|ü");
  }

  @Test
  void parametersAreGivenByName() {
    InputTable input = bench.table("raw", "t", "SELECT i AS a FROM range(9) r(i)");
    Path output = bench.newFile(".parquet");
    StepQuery query =
        step(
            "select a, CAST($label AS VARCHAR) from raw.t where a > CAST($since AS BIGINT) -- the end",
            List.of(input),
            "a",
            "label");

    run(
        withArguments(
            query,
            Map.of(
                "since", TypedLiteral.of("BIGINT", "6"),
                "label", TypedLiteral.of("VARCHAR", "it's"))),
        output);

    assertThat(bench.rowsOf(output)).containsExactly("7|it's", "8|it's");
  }

  @Test
  void aTableWithoutSchemaIsInMain() {
    InputTable input = bench.table("main", "t", "SELECT 1 AS a");
    Path output = bench.newFile(".parquet");

    run(step("select a from t", List.of(input), "a"), output);

    assertThat(bench.rowsOf(output)).containsExactly("1");
  }

  @Test
  void anInputWithoutFilesHasNoRows() {
    InputTable input =
        InputTable.parquet(
            "raw",
            "t",
            List.of(new Column("a", "DECIMAL(10,2)"), new Column("b", "INTEGER[]")),
            List.of());
    Path output = bench.newFile(".parquet");

    run(step("select * from raw.t", List.of(input), "a", "b"), output);

    assertThat(bench.columns(output))
        .containsExactly(new Column("a", "DECIMAL(10,2)"), new Column("b", "INTEGER[]"));
  }

  @Test
  void filesAreReadInTheirOrderAndColumnsByName() {
    Path first = bench.parquet("SELECT 2::integer AS a, 'x' AS b", "");
    Path second = bench.parquet("SELECT 'y' AS b, 1::integer AS a, 5 AS more", "");
    InputTable input =
        InputTable.parquet(
            "raw",
            "t",
            List.of(new Column("a", "BIGINT"), new Column("b", "VARCHAR")),
            List.of(first, second));
    Path output = bench.newFile(".parquet");

    run(step("select * from raw.t", List.of(input), "a", "b"), output);

    assertThat(bench.rowsOf(output)).containsExactly("2|x", "1|y");
    assertThat(bench.columns(output).get(0)).isEqualTo(new Column("a", "BIGINT"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select i as a from range(3) r(i) order by a desc",
        "with t as (select i from range(3) r(i)) select i from t order by 1 desc",
        "from range(3) r(i) select i order by all desc",
        "values (2), (1), (0)",
        "(select 2) union all (select 1) union all (select 0)",
        "select unnest([2, 1, 0])",
        "select i from range(9) r(i) where i < 3 order by i desc limit 5 -- few",
        "select distinct on (i) i from range(3) r(i) order by i desc",
        "with recursive t(n) as (select 2 union all select n - 1 from t where n > 0) select n from t",
        "select n from (pivot (select 2 as n, 'x' as k) on k in ('x') using count(*))"
            + " union all select 1 union all select 0",
      })
  void everyKindOfQueryKeepsItsOwnOrder(String sql) {
    Path output = bench.newFile(".parquet");

    run(step(sql, List.of(), "n"), output);
    assertThat(bench.rowsOf(output)).containsExactly("2", "1", "0");
  }

  @Test
  void equalOutputNamesAreNoMatter() {
    Path output = bench.newFile(".parquet");

    run(step("select 1 as a, 2 as a, count(*) as \"A\"", List.of(), "x", "y", "z"), output);

    assertThat(bench.rowsOf(output)).containsExactly("1|2|1");
  }

  @Test
  void exactInputsAreReadAsTheyAre() {
    Path file = bench.parquet("SELECT 1::integer AS a, 'x' AS b, 2 AS unread", "");
    InputTable input =
        InputTable.exactParquet(
            "raw",
            "t",
            List.of(new Column("b", "VARCHAR"), new Column("a", "INTEGER")),
            List.of(file));
    Path output = bench.newFile(".parquet");

    run(step("select * from raw.t", List.of(input), "b", "a"), output);

    assertThat(bench.rowsOf(output)).containsExactly("x|1");
  }

  @Test
  void statisticsAreLeftOutWhereNotAskedFor() throws IOException {
    Path with = bench.newFile(".parquet");
    Path without = bench.newFile(".parquet");
    StepQuery query = step("select i from range(9) r(i)", List.of(), "i");
    run(query, with);
    try (DuckDbLanes plain = new DuckDbLanes(bench.settings(0, false, false))) {
      LaneResult result = plain.run(query, without, LaneObserver.NONE);

      assertThat(result.rows()).isEqualTo(9);
      assertThat(result.bytes()).isEqualTo(without.toFile().length());
      assertThat(result.columns()).isEmpty();
      assertThat(without).hasSameBinaryContentAs(with);
    }
  }

  @Test
  void theEngineTellsItsVersion() {
    assertThat(lanes.engineVersion()).matches("v2\\.[0-9]+\\.[0-9]+");
  }

  @Test
  void aProfileIsKeptWhereAskedFor() {
    try (DuckDbLanes explaining = new DuckDbLanes(bench.settings(0, true, true))) {
      LaneResult result =
          explaining.run(
              step("select i from range(9) r(i)", List.of(), "i"),
              bench.newFile(".parquet"),
              LaneObserver.NONE);

      assertThat(result.profile().orElseThrow()).contains("COPY_TO_FILE").contains("\"timing\"");
      assertThat(result.peakMemoryBytes()).isPositive();
    }
  }
}

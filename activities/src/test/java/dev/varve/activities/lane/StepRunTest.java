package dev.varve.activities.lane;

import static dev.varve.activities.lane.Workbench.at;
import static dev.varve.activities.lane.Workbench.ordered;
import static dev.varve.activities.lane.Workbench.step;
import static dev.varve.activities.lane.Workbench.withArguments;
import static dev.varve.activities.lane.Workbench.withColumns;
import static dev.varve.activities.lane.Workbench.withKeyValues;
import static dev.varve.activities.lane.Workbench.withViews;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
                + Sql.source(output)
                + ") WHERE name IN ('a','b','c','d','e','f','g','h','j','k','l')");
    assertThat(topLevel).hasSize(11).containsOnly("OPTIONAL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b", "q\"uote", "it's", "größe", "日本", "c0", "c1", "select", "a.b", "🎉", "%s\\n"
      })
  void namesOfColumnsAndTablesMayBeAnything(String name) {
    InputTable input =
        bench.table(name, name, "SELECT 7 AS " + Sql.identifier(name) + ", 8 AS other");
    Path output = bench.newFile(".parquet");
    String sql = "select * from " + Sql.qualified(name, name);

    LaneResult result =
        run(ordered(step(sql, List.of(input), name, "other"), Sql.identifier(name)), output);

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
    bench.execute("COPY (SELECT 1 AS a) TO " + Sql.target(file) + " (FORMAT parquet)");
    // A decoy that the pattern would match.
    bench.execute(
        "COPY (SELECT 2 AS a) TO "
            + Sql.target(file.resolveSibling("a1.parquet"))
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
                    + Sql.source(output)
                    + ")"))
        .containsExactly("varve.step_key|abc'\"", "z|ü");
  }

  @Test
  void aValueTooLargeForTheStoredTypeIsAnErrorThatNamesTheColumn() {
    Path output = bench.newFile(".parquet");
    StepQuery query =
        withColumns(
            step(
                "select 1, sum(170141183460469231731687303715884105727::hugeint - i) from range(1) r(i)",
                List.of(),
                "x"),
            ProjectedColumn.of("one"),
            new ProjectedColumn("total", "DECIMAL(38,0)"));

    LaneException e = catchThrowableOfType(LaneException.class, () -> run(query, output));

    assertThat(e.code()).isEqualTo("QUERY_FAILED");
    assertThat(e.problem()).startsWith("Column total: ").contains("DECIMAL(38,0)");
    assertThat(output).doesNotExist();
  }

  @Test
  void parametersAreGivenByName() {
    InputTable input = bench.table("raw", "t", "SELECT i AS a FROM range(9) r(i)");
    Path output = bench.newFile(".parquet");
    StepQuery query =
        step(
            "select a, CAST($label AS VARCHAR) from raw.t where a > CAST($since AS BIGINT)"
                + " and CAST($none AS DATE) is null -- the end",
            List.of(input),
            "a",
            "label");

    run(
        withArguments(
            query,
            Map.of(
                "since", TypedLiteral.of("BIGINT", "6"),
                "label", TypedLiteral.of("VARCHAR", "it's"),
                "none", TypedLiteral.nullOf("DATE"))),
        output);

    assertThat(bench.rowsOf(output)).containsExactly("7|it's", "8|it's");
  }

  @Test
  void aParameterThatIsNotOfItsTypeIsAnError() {
    StepQuery query =
        withArguments(
            step("select CAST($since AS DATE)", List.of(), "a"),
            Map.of("since", TypedLiteral.of("DATE", "yesterday")));

    assertThatThrownBy(() -> run(query, bench.newFile(".parquet")))
        .isInstanceOf(LaneException.class)
        .hasMessageContaining("yesterday");
  }

  @Test
  void theClockIsTheLogicalTimeInEverySpelling() {
    Path output = bench.newFile(".parquet");
    String sql =
        "select now()::varchar, current_timestamp::varchar, get_current_timestamp()::varchar,"
            + " transaction_timestamp()::varchar, current_date::varchar, current_date()::varchar,"
            + " today()::varchar, localtimestamp::varchar, current_localtimestamp()::varchar,"
            + " current_time::varchar, get_current_time()::varchar";
    StepQuery query = step(sql, List.of(), "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");

    run(at(query, Instant.parse("2024-02-29T12:00:00.000001Z"), false), output);

    String timestamp = "2024-02-29 12:00:00.000001+00";
    assertThat(bench.rowsOf(output))
        .containsExactly(
            String.join(
                "|",
                timestamp,
                timestamp,
                timestamp,
                timestamp,
                "2024-02-29",
                "2024-02-29",
                "2024-02-29",
                "2024-02-29 12:00:00.000001",
                "2024-02-29 12:00:00.000001",
                "12:00:00.000001+00",
                "12:00:00.000001+00"));
  }

  @Test
  void theClockHasTheEnginesTypes() {
    String sql =
        "select typeof(now()), typeof(get_current_timestamp()), typeof(transaction_timestamp()),"
            + " typeof(today()), typeof(current_date), typeof(get_current_time()),"
            + " typeof(current_localtimestamp())";
    Path output = bench.newFile(".parquet");

    run(step(sql, List.of(), "a", "b", "c", "d", "e", "f", "g"), output);

    assertThat(bench.rowsOf(output)).isEqualTo(bench.rows(sql));
  }

  @Test
  void theNextStepHasItsOwnTime() {
    StepQuery query = step("select current_date", List.of(), "d");
    Path first = bench.newFile(".parquet");
    Path second = bench.newFile(".parquet");

    run(at(query, Instant.parse("2024-01-01T23:59:59Z"), false), first);
    run(at(query, Instant.parse("2024-01-02T00:00:00Z"), false), second);

    assertThat(bench.rowsOf(first)).containsExactly("2024-01-01");
    assertThat(bench.rowsOf(second)).containsExactly("2024-01-02");
  }

  @Test
  void inlineViewsReadInputsOneAnotherAndTheClock() {
    InputTable input = bench.table("raw", "t", "SELECT i AS a FROM range(3) r(i)");
    StepQuery query =
        withViews(
            step("select * from inl.second", List.of(input), "b", "d"),
            new InlineView("inl", "first", "select a + 1 as b from raw.t"),
            new InlineView(
                "inl", "second", "select b, current_date as d from inl.first where b > 2"));
    Path output = bench.newFile(".parquet");

    run(query, output);
    assertThat(bench.rowsOf(output)).containsExactly("3|2024-02-29");

    InputTable other = bench.table("raw", "t", "SELECT i::double AS a FROM range(4) r(i)");
    run(
        withViews(
            step("select * from inl.second", List.of(other), "b", "d"),
            new InlineView("inl", "first", "select a + 1 as b from raw.t"),
            new InlineView(
                "inl", "second", "select b, current_date as d from inl.first where b > 2")),
        output);
    assertThat(bench.rowsOf(output)).containsExactly("3.0|2024-02-29", "4.0|2024-02-29");
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

  @Test
  void columnsOtherThanExpectedAreAnError() {
    Path output = bench.newFile(".parquet");

    assertThatThrownBy(() -> run(step("select 1, 2", List.of(), "a"), output))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("COLUMNS_DIFFER");
    assertThat(output).doesNotExist();
    assertThatThrownBy(() -> run(step("select 1", List.of(), "a", "b"), output))
        .isInstanceOf(LaneException.class)
        .hasMessageContaining("1 columns available but 2 columns");
  }

  static List<Arguments> faults() {
    return List.of(
        arguments(
            "select 1 // (i - i) from range(3) r(i)", "Division by zero in expression", "NULLIF"),
        arguments(
            "select cast('x' || i as int) from range(3) r(i)",
            "Could not convert string 'x0' to INT32.",
            "TRY_CAST"),
        arguments(
            "select sum(9223372036854775807 * i) from range(9) r(i)",
            "Overflow in multiplication of INT64",
            "wider"),
        arguments(
            "select (select i from range(2) r(i))",
            "More than one row returned by a subquery used as an expression",
            "LIMIT 1"),
        arguments("select error('no' || chr(10) || 'second line')", "no.", ""),
        arguments("select nope from range(3) r(i)", "Referenced column \"nope\" not found", ""));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultOfTheQueryIsOneCleanSentence(String sql, String problem, String mend) {
    LaneException e =
        catchThrowableOfType(
            LaneException.class, () -> run(step(sql, List.of(), "a"), bench.newFile(".parquet")));

    assertThat(e.code()).isEqualTo("QUERY_FAILED");
    assertThat(e.problem())
        .contains(problem)
        .doesNotContain("SET ")
        .doesNotContain("\n")
        .matches("(?s).*[.!]");
    assertThat(e.getMessage()).contains(mend);
  }

  @Test
  void anErrorTellsWhereInTheText() {
    String sql = "select 'ä日🎉' as x, /* here */ cast('v' || i as int) as y from range(3) r(i)";

    LaneException e =
        catchThrowableOfType(
            LaneException.class,
            () -> run(step(sql, List.of(), "a", "b"), bench.newFile(".parquet")));

    assertThat(e.offset()).hasValue(sql.indexOf("cast("));
  }

  @Test
  void anErrorOfAPreparedQueryTellsWhereToo() {
    String sql = "select cast(CAST($p AS VARCHAR) || i as int) as y from range(3) r(i)";
    StepQuery query =
        withArguments(step(sql, List.of(), "a"), Map.of("p", TypedLiteral.of("VARCHAR", "v")));

    LaneException e =
        catchThrowableOfType(LaneException.class, () -> run(query, bench.newFile(".parquet")));

    assertThat(e.problem()).contains("'v0'");
    assertThat(e.offset()).hasValue(sql.indexOf("cast("));
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
    try (DuckDbLanes plain = new DuckDbLanes(bench.settings().withStatistics(false))) {
      LaneResult result = plain.run(query, without, LaneObserver.NONE);

      assertThat(result.rows()).isEqualTo(9);
      assertThat(result.bytes()).isEqualTo(without.toFile().length());
      assertThat(result.columns()).isEmpty();
      assertThat(without).hasSameBinaryContentAs(with);
    }
  }

  @Test
  void aProfileIsKeptWhereAskedFor() {
    try (DuckDbLanes explaining = new DuckDbLanes(bench.settings().withProfiling(true))) {
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

package dev.varve.activities.lane.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.FileFormat;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.SourceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FileDescriptionTest {
  private static final List<Column> ID_AND_NAME =
      List.of(new Column("id", "BIGINT"), new Column("name", "VARCHAR"));

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

  private static List<Column> describe(SourceFiles source) {
    return lanes.describe(source, LaneObserver.NONE);
  }

  private static SourceFiles parquet(Path... files) {
    return new SourceFiles("raw.t", FileFormat.PARQUET, List.of(files), List.of(), Map.of());
  }

  private static SourceFiles csv(Path file, Map<String, String> options) {
    return new SourceFiles("raw.t", FileFormat.CSV, List.of(file), ID_AND_NAME, options);
  }

  private static SourceFiles json(Path file) {
    return new SourceFiles("raw.t", FileFormat.JSON, List.of(file), ID_AND_NAME, Map.of());
  }

  @Test
  void parquetColumnsHaveTheEnginesTypes() {
    Path file =
        bench.parquet(
            "SELECT 1::utinyint AS \"a b\", 1.5::decimal(10, 2) AS d, {x: 1, \"y z\": ['s']} AS st,"
                + " map {'k': 1::bigint} AS m, TIMESTAMPTZ '2020-01-01 00:00:00Z' AS t,"
                + " '\\x00'::blob AS bl, uuid() AS u, 'x'::ENUM ('x') AS e",
            "");

    assertThat(describe(parquet(file)))
        .containsExactly(
            new Column("a b", "UTINYINT"),
            new Column("d", "DECIMAL(10,2)"),
            new Column("st", "STRUCT(x INTEGER, \"y z\" VARCHAR[])"),
            new Column("m", "MAP(VARCHAR, BIGINT)"),
            new Column("t", "TIMESTAMP WITH TIME ZONE"),
            new Column("bl", "BLOB"),
            new Column("u", "UUID"),
            new Column("e", "VARCHAR"));
  }

  @Test
  void parquetFilesMayDifferInOrderAndInWhatIsRequired() {
    Path first = bench.parquet("SELECT 1 AS a, 'x' AS b", "");
    Path second = bench.parquet("SELECT CASE WHEN random() < 2 THEN 'y' END AS b, 2 AS a", "");

    assertThat(describe(parquet(first, second)))
        .containsExactly(new Column("a", "INTEGER"), new Column("b", "VARCHAR"));
  }

  static List<Arguments> unlikeFiles() {
    return List.of(
        arguments("SELECT 1::bigint AS a, {x: 1} AS b", "column a is BIGINT, not INTEGER"),
        arguments("SELECT 1 AS a, {x: 1, y: 2} AS b", "column b is STRUCT(x INTEGER, y INTEGER)"),
        arguments("SELECT 1 AS a", "it has no column b"),
        arguments("SELECT 1 AS a, {x: 1} AS b, 2 AS c", "it has a column c more"));
  }

  @ParameterizedTest
  @MethodSource("unlikeFiles")
  void theFirstParquetFileThatDiffersIsNamed(String sql, String difference) {
    String usual = "SELECT 1 AS a, {x: 1} AS b";
    List<Path> files = new ArrayList<>();
    for (String each : List.of(usual, usual, sql, usual, sql)) {
      files.add(bench.parquet(each, ""));
    }

    assertThatThrownBy(() -> describe(parquet(files.toArray(new Path[0]))))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith(
            "FILES_DISAGREE: Input raw.t: " + files.get(2) + " differs from " + files.get(0))
        .hasMessageContaining(difference);
  }

  @Test
  void declaredParquetColumnsMustBeThere() {
    Path file = bench.parquet("SELECT 1 AS id, 'x' AS name, 2 AS more", "");
    Path other = bench.parquet("SELECT 1 AS id", "");

    assertThat(
            describe(
                new SourceFiles("raw.t", FileFormat.PARQUET, List.of(file), ID_AND_NAME, Map.of())))
        .isEqualTo(ID_AND_NAME);
    assertThatThrownBy(
            () ->
                describe(
                    new SourceFiles(
                        "raw.t", FileFormat.PARQUET, List.of(other), ID_AND_NAME, Map.of())))
        .isInstanceOf(LaneException.class)
        .hasMessageContaining("has no column name, which is declared");
  }

  @Test
  void parquetWithoutFilesAndDeclarationIsAnError() {
    assertThatThrownBy(() -> describe(parquet()))
        .isInstanceOf(LaneException.class)
        .hasMessageContaining("raw.t has no files");
  }

  static List<Arguments> goodHeaders() {
    return List.of(
        arguments("id,name", Map.of()),
        arguments("\uFEFFid,name", Map.of()),
        arguments("\"id\",\"name\"", Map.of()),
        arguments("ID, Name ", Map.of()),
        arguments("id,name\r", Map.of()),
        arguments("id;name", Map.of("delimiter", ";")),
        arguments("id\tname", Map.of("delimiter", "\t")),
        arguments("id||name", Map.of("delimiter", "||")),
        arguments("'id','name'", Map.of("quote", "'")),
        arguments("1,x", Map.of("header", "false")),
        arguments("made by hand\nid,name", Map.of("skip", "1")));
  }

  @ParameterizedTest
  @MethodSource("goodHeaders")
  void aHeaderLikeTheDeclarationIsGood(String header, Map<String, String> options) {
    Path file = bench.text("good.csv", header, "2,y");

    assertThat(describe(csv(file, options))).isEqualTo(ID_AND_NAME);
  }

  static List<Arguments> badHeaders() {
    return List.of(
        arguments("name,id", Map.of(), "has name as column 1, not id"),
        arguments("id", Map.of(), "has 1 columns, not 2: name is missing"),
        arguments("id,name,more", Map.of(), "has 3 columns, not 2: more is not declared"),
        arguments("id;name", Map.of(), "has 1 columns, not 2"),
        arguments("1,2,3", Map.of("header", "false"), "has 3 columns, not 2."),
        arguments("\"id,name\"", Map.of(), "has 1 columns, not 2"));
  }

  @ParameterizedTest
  @MethodSource("badHeaders")
  void aHeaderUnlikeTheDeclarationIsAnError(
      String header, Map<String, String> options, String difference) {
    Path file = bench.text("bad.csv", header, "2,y");

    assertThatThrownBy(() -> describe(csv(file, options)))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("COLUMNS_DIFFER: Input raw.t: ")
        .hasMessageContaining("bad.csv " + difference);
  }

  @Test
  void anUnknownOrSenselessOptionIsAnError() {
    Path file = bench.text("good.csv", "id,name");

    assertThatThrownBy(() -> describe(csv(file, Map.of("delim", ";"))))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("OPTION_UNKNOWN")
        .hasMessageContaining("delimiter");
    assertThatThrownBy(() -> describe(csv(file, Map.of("skip", "1) --"))))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("OPTION_UNKNOWN");
    assertThatThrownBy(() -> describe(csv(file, Map.of("header", "yes"))))
        .isInstanceOf(LaneException.class)
        .hasMessageContaining("yes is no value");
  }

  @Test
  void jsonMustHaveSomeDeclaredColumn() {
    Path good = bench.text("good.json", "{\"name\": \"x\"}", "{\"id\": 1, \"other\": 2}");
    Path array = bench.text("array.json", "[{\"id\": 1}, {\"name\": \"x\"}]");
    Path empty = bench.text("empty.json");
    Path bad = bench.text("bad.json", "{\"Idd\": 1, \"nam\": 2}");

    assertThat(describe(json(good))).isEqualTo(ID_AND_NAME);
    assertThat(describe(json(array))).isEqualTo(ID_AND_NAME);
    assertThat(describe(json(empty))).isEqualTo(ID_AND_NAME);
    assertThatThrownBy(() -> describe(json(bad)))
        .isInstanceOf(LaneException.class)
        .hasMessageContaining("[Idd, nam]");
  }
}

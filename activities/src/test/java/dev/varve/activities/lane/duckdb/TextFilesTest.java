package dev.varve.activities.lane.duckdb;

import static dev.varve.activities.lane.duckdb.Workbench.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.FileFormat;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.SourceFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** CSV and JSON files as inputs of steps. */
final class TextFilesTest {
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

  private static List<String> rows(InputTable input) {
    Path output = bench.newFile(".parquet");
    String[] names = input.columns().stream().map(Column::name).toArray(String[]::new);
    lanes.run(step("select * from raw.t", List.of(input), names), output, LaneObserver.NONE);
    return bench.rowsOf(output);
  }

  private static InputTable csv(Map<String, String> options, List<Column> columns, Path... files) {
    return new InputTable("raw", "t", columns, List.of(files), FileFormat.CSV, true, options);
  }

  private static InputTable json(List<Column> columns, Path... files) {
    return new InputTable("raw", "t", columns, List.of(files), FileFormat.JSON, true, Map.of());
  }

  private static final List<Column> TWO =
      List.of(new Column("id", "BIGINT"), new Column("a name", "VARCHAR"));

  static List<Arguments> dialects() {
    return List.of(
        arguments(
            "id,a name\n1,x\n2,\"y, z\"\n3,\"say \"\"hi\"\"\"\n",
            Map.of(),
            "1|x,2|y, z,3|say \"hi\""),
        arguments("id,a name\r\n1,x\r\n2,y\r\n", Map.of(), "1|x,2|y"),
        arguments("\uFEFFid,a name\n1,x\n", Map.of(), "1|x"),
        arguments("id,a name\n1,\n,\"\"\n", Map.of(), "1|null,null|null"),
        arguments("id;a name\n1;x\n", Map.of("delimiter", ";"), "1|x"),
        arguments("1,x\n", Map.of("header", "false"), "1|x"),
        arguments("id,a name\n1,NA\n", Map.of("null", "NA"), "1|null"),
        arguments("id,a name\n1,\"a\nb\"\n", Map.of(), "1|a\nb"),
        arguments("# note\nid,a name\n1,x\n", Map.of("skip", "1"), "1|x"),
        arguments("id,a name\n1,größe 日本\n", Map.of(), "1|größe 日本"));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void csvIsReadAsDeclared(String content, Map<String, String> options, String expected)
      throws IOException {
    Path file = Files.writeString(bench.newFile(".csv"), content);

    assertThat(String.join(",", rows(csv(options, TWO, file)))).isEqualTo(expected);
  }

  @Test
  void csvHasDeclaredTypesAndFormats() {
    Path file = bench.text("typed.csv", "d,ts,m,b", "31.12.2023,2023-12-31 01:02:03,\"1,50\",true");
    List<Column> columns =
        List.of(
            new Column("d", "DATE"),
            new Column("ts", "TIMESTAMP"),
            new Column("m", "DECIMAL(10,2)"),
            new Column("b", "BOOLEAN"));

    assertThat(
            rows(csv(Map.of("date_format", "%d.%m.%Y", "decimal_separator", ","), columns, file)))
        .containsExactly("2023-12-31|2023-12-31 01:02:03.0|1.50|true");
  }

  @Test
  void compressedFilesAndSeveralFilesAreRead() throws IOException {
    Path plain = bench.text("one.csv", "id,a name", "1,x");
    Path zipped = bench.newFile(".csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write("id,a name\n2,y\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(rows(csv(Map.of(), TWO, zipped, plain))).containsExactly("2|y", "1|x");
    assertThat(
            lanes.describe(
                new SourceFiles("raw.t", FileFormat.CSV, List.of(zipped, plain), TWO, Map.of()),
                LaneObserver.NONE))
        .isEqualTo(TWO);
  }

  @Test
  void aLineThatDoesNotFitIsAnErrorThatNamesIt() {
    Path file = bench.text("bad.csv", "id,a name", "1,x", "two,y");
    Path wide = bench.text("wide.csv", "id,a name", "1,x,more");
    Path narrow = bench.text("narrow.csv", "id,a name", "1");

    assertThatThrownBy(() -> rows(csv(Map.of(), TWO, file)))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith(
            "INPUT_DOES_NOT_FIT: Input raw.t: " + file + ", line 3: column id: ")
        .hasMessageContaining("\"two\"")
        .hasMessageContaining("TRY_CAST");
    assertThatThrownBy(() -> rows(csv(Map.of(), TWO, wide)))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith(
            "INPUT_DOES_NOT_FIT: Input raw.t: "
                + wide
                + ", line 2: 3 columns, where 2 are declared.");
    assertThatThrownBy(() -> rows(csv(Map.of(), TWO, narrow)))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith(
            "INPUT_DOES_NOT_FIT: Input raw.t: "
                + narrow
                + ", line 2: 1 columns, where 2 are declared.");
  }

  @Test
  void aFileThatIsNotWrittenAsSaidCannotBeRead() throws IOException {
    Path open = bench.text("open.csv", "id,a name", "1,\"x", "2,y");
    Path latin = bench.newFile(".csv");
    Files.write(latin, "id,a name\n1,größe\n".getBytes(StandardCharsets.ISO_8859_1));
    Path zipped = Files.writeString(bench.newFile(".csv.gz"), "id,a name\n1,x\n");

    assertThatThrownBy(() -> rows(csv(Map.of(), TWO, open)))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("INPUT_UNREADABLE: Input raw.t: " + open + ", line 2: ")
        .hasMessageContaining("quote");
    assertThatThrownBy(() -> rows(csv(Map.of(), TWO, latin)))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("INPUT_UNREADABLE: Input raw.t: " + latin + ", line 2: ")
        .hasMessageContaining("encoding");
    assertThatThrownBy(() -> rows(csv(Map.of(), TWO, zipped)))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("INPUT_UNREADABLE")
        .hasMessageContaining(zipped.toString());
  }

  @Test
  void jsonIsReadAsDeclared() {
    Path lines =
        bench.text(
            "lines.json",
            "{\"id\": 1, \"a name\": \"x\", \"nested\": {\"k\": [1, 2]}, \"unread\": 0}",
            "{\"a name\": null, \"id\": 2}");
    Path array = bench.text("array.json", "[{\"id\": 3, \"nested\": {\"k\": []}}]");
    List<Column> columns =
        List.of(
            new Column("id", "BIGINT"),
            new Column("a name", "VARCHAR"),
            new Column("nested", "STRUCT(k INTEGER[])"));

    assertThat(rows(json(columns, lines))).containsExactly("1|x|{'k': [1, 2]}", "2|null|null");
    assertThat(rows(json(columns, array))).containsExactly("3|null|{'k': []}");
  }

  @Test
  void jsonThatDoesNotFitIsAnError() {
    Path right = bench.text("right.json", "{\"id\": 1}");
    Path wrong = bench.text("wrong.json", "{\"id\": \"one\"}");
    Path array = bench.text("wrongarray.json", "[{\"id\": 1}, {\"id\": {}}]");
    Path broken = bench.text("broken.json", "{\"id\": 1}", "{\"id\": ");

    assertThatThrownBy(() -> rows(json(TWO, right, wrong)))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("INPUT_DOES_NOT_FIT: Input raw.t: " + wrong + ", line 1: ")
        .hasMessageContaining("\"one\"");
    assertThatThrownBy(() -> rows(json(TWO, array)))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("INPUT_DOES_NOT_FIT: Input raw.t: " + array + ", value 2: ");
    assertThatThrownBy(() -> rows(json(TWO, broken)))
        .isInstanceOf(LaneException.class)
        .hasMessageStartingWith("INPUT_UNREADABLE: Input raw.t: " + broken + ", line ");
  }

  @Test
  void aLargeCsvGivesTheSameBytesWhateverTheThreads() throws IOException {
    Path file = bench.newFile(".csv");
    bench.execute(
        "COPY (SELECT i AS id, CASE WHEN i % 100 = 0 THEN 'two' || chr(10) || 'lines' ELSE 'x' || i END"
            + " AS \"a name\" FROM range(300000) r(i)) TO "
            + LaneFiles.target(file)
            + " (FORMAT csv, HEADER true)");
    Set<Integer> outcomes = new TreeSet<>();
    for (int threads : List.of(1, 2, 4)) {
      try (DuckDbLanes some = bench.lanes(threads)) {
        Path output = bench.newFile(".parquet");
        some.run(
            step(
                "select * from raw.t where id % 3 = 0",
                List.of(csv(Map.of(), TWO, file)), "id", "n"),
            output,
            LaneObserver.NONE);
        outcomes.add(Arrays.hashCode(Files.readAllBytes(output)));
      }
    }

    assertThat(outcomes).hasSize(1);
  }
}

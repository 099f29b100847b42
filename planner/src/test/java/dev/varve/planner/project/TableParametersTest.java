package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import dev.varve.planner.project.table.GivenTables;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableParametersTest {
  private static final String COLUMNS = "columns: { region: VARCHAR, rate: \"DECIMAL(4,2)\" }";
  private static final String ROWS =
      """
      SELECT * FROM (VALUES
      (CAST('EU' AS VARCHAR), CAST('0.20' AS DECIMAL(4,2))),
      (CAST('it''s' AS VARCHAR), CAST(NULL AS DECIMAL(4,2)))
      ) AS rows("region", "rate")""";
  private static final String NONE =
      """
      SELECT * FROM (VALUES
      (CAST(NULL AS VARCHAR), CAST(NULL AS DECIMAL(4,2)))
      ) AS rows("region", "rate") WHERE false""";

  private static ProjectText declared(String more) {
    return ProjectText.configured("project: shop\nparams:\n  rates: { " + COLUMNS + more + " }\n")
        .with("models/marts/one.sql", "select 1 as one");
  }

  private static String sql(ParsedProject parsed) {
    return parsed.project().orElseThrow().models().stream()
        .filter(model -> model.name().equals("params.rates"))
        .map(model -> model.sql().text())
        .findFirst()
        .orElse("");
  }

  @Test
  void rowsAreListsOrMappingsOrLinesOfAFile() {
    ParsedProject inline = declared(", rows: [[EU, 0.2], { rate: null, region: it's }]").parse();
    assertThat(inline.problems()).isEmpty();
    assertThat(sql(inline)).isEqualTo(ROWS);
    ParsedProject file =
        declared(", file: params/rates.csv")
            .with("params/rates.csv", "rate,region\n0.2,EU\r\n,\"it's\"\n\n")
            .parse();
    assertThat(file.problems()).isEmpty();
    assertThat(sql(file)).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[[\"EU\", 0.2], [\"it's\", null]]",
        "[{\"region\": \"EU\", \"rate\": \"0.20\"}, {\"region\": \"it's\"}]",
      })
  void rowsAreGivenAsJson(String json) {
    GivenTables.Given given = GivenTables.in(declared("").parse(), Map.of("rates", json));
    assertThat(given.problems()).isEmpty();
    assertThat(sql(given.project())).isEqualTo(ROWS);
  }

  @Test
  void rowsAreGivenAsCsvAndMayBeNone() {
    ParsedProject parsed = declared(", rows: [[XX, 1]]").parse();
    GivenTables.Given given =
        GivenTables.in(parsed, Map.of("rates", "region,rate\nEU,0.2\n\"it's\",\n"));
    assertThat(given.problems()).isEmpty();
    assertThat(sql(given.project())).isEqualTo(ROWS);
    assertThat(sql(GivenTables.in(parsed, Map.of("rates", "[]")).project())).isEqualTo(NONE);
    assertThat(sql(GivenTables.in(parsed, Map.of("rates", "region,rate\n")).project()))
        .isEqualTo(NONE);
  }

  /** Nothing is guessed: neither what a column without a name holds, nor where a text ends. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "region         | does not name rate",
        "`rate,region,x\n1,EU,2\n1,EU,2` | no column x",
        "``             | does not name region, rate",
        "[[EU, 1]]      | no list of rows",
        "[[1, 2]] [     | no list of rows",
        "[[1, 2]        | no list of rows",
        "[[1, [2]]]     | no list of rows",
        "[1, 2]         | no list of rows",
      })
  void rowsThatAreNoneAreRefused(String written, String message) {
    assertThat(GivenTables.in(declared("").parse(), Map.of("rates", written)).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("BAD_ROW");
              assertThat(problem.message()).contains(message);
            });
  }

  @Test
  void withoutRowsTheyAreMissing() {
    assertThat(GivenTables.in(declared("").parse(), Map.of()).problems())
        .extracting(Problem::code)
        .containsExactly("PARAMETER_MISSING");
    assertThat(sql(declared("").parse())).isEqualTo(NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        ", rows: [[EU]]                         | 3:71 | BAD_ROW      | 1 values and not 2",
        ", rows: [[EU, 123.4]]                  | 3:71 | BAD_ROW      | rate is \"123.4\"",
        ", rows: [{ regio: EU }]                | 3:71 | BAD_ROW      | no column regio",
        ", rows: [EU]                           | 3:71 | BAD_ROW      | no list of rows",
        ", rows: EU                             | 3:70 | BAD_VALUE    | no list",
        ", file: params/rate.csv                | 3:70 | NO_SUCH_FILE | There is no file",
        ", file: data/rates.csv                 | 3:70 | BAD_VALUE    | cannot be in",
        ", file: params/bad.csv                 | 3:1  | BAD_ROW      | rate is \"x\"",
        ", type: BIGINT                         | 3:64 | UNKNOWN_KEY  | type",
      })
  void aMistakeIsToldWhereItIs(String more, String place, String code, String message) {
    ParsedProject parsed =
        declared(more).with("params/bad.csv", "rate,region\n0.2,EU\nx,US\n").parse();
    assertThat(parsed.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.message()).contains(message);
              assertThat(problem.place().orElseThrow().toString()).endsWith(":" + place);
            });
  }
}

package dev.varve.planner.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceContractTest {
  private static final TableSchema FILES =
      new TableSchema(
          List.of(
              new Column("id", "BIGINT"),
              new Column("Status", "VARCHAR"),
              new Column("at", "TIMESTAMP WITH TIME ZONE")));

  private static SourceContract.Checked check(String declaration) {
    String yaml = "project: p\nsources:\n  raw.o:\n    path: o/*.parquet\n" + declaration;
    Map<String, byte[]> files =
        Map.of(
            "varve.yaml", yaml.getBytes(StandardCharsets.UTF_8),
            "models/m.sql", "select 1 as one".getBytes(StandardCharsets.UTF_8));
    Project project = ProjectReader.read(new ProjectFiles(new TreeMap<>(files)));
    return SourceContract.check(project.sources().get("raw.o"), FILES);
  }

  /** Codes in the order of the declaration; what is not declared comes last. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-        | {}                             | -",
        "-        | { id: BIGINT }                 | -",
        "-        | { ID: INT8, status: text }     | -",
        "-        | { id: INTEGER, gone: DATE }    | CONTRACT_TYPE UNKNOWN_COLUMN",
        "additive | { id: BIGINT }                 | -",
        "additive | { gone: DATE }                 | UNKNOWN_COLUMN",
        "relaxed  | { gone: DATE, id: BIGINT }     | -",
        "relaxed  | { gone: DATE, id: INTEGER }    | CONTRACT_TYPE",
        "strict   | { id: BIGINT, status: VARCHAR, at: TIMESTAMPTZ } | -",
        "strict   | { id: BIGINT, status: { } }    | UNDECLARED_COLUMN",
        "strict   | { gone: DATE }                 | UNKNOWN_COLUMN UNDECLARED_COLUMN UNDECLARED_COLUMN UNDECLARED_COLUMN",
      })
  void columnsMayEvolveAsDeclared(String evolution, String columns, String codes) {
    String declaration =
        (evolution == null ? "" : "    evolution: " + evolution + "\n")
            + (columns.equals("{}") ? "" : "    columns: " + columns + "\n");
    assertThat(check(declaration).problems())
        .extracting(Problem::code)
        .containsExactly(codes == null ? new String[0] : codes.split(" "));
  }

  @Test
  void allThatIsWrongIsToldWithItsPlaceAndItsMend() {
    assertThat(
            check(
                    """
                        key: [idd]
                        evolution: strict
                        columns:
                          id: INTEGER
                          statu: { not_null: true }
                          at: { accepted_values: [now] }
                    """)
                .problems())
        .extracting(Problem::toString)
        .containsExactly(
            "varve.yaml:8:7: CONTRACT_TYPE: The column \"id\" of source raw.o is declared as INTEGER,"
                + " and the files hold BIGINT. Declare BIGINT and CAST it in the model that reads"
                + " it, or have the files written as declared.",
            "varve.yaml:9:7: UNKNOWN_COLUMN: The columns of source raw.o name statu, which its files"
                + " do not have. Did you mean Status? They have id, Status, at.",
            "varve.yaml:10:31: CONTRACT_VALUE: The column at is TIMESTAMP WITH TIME ZONE, whose"
                + " values cannot be listed. Leave accepted_values out, or make it one of:"
                + " BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT, UTINYINT, USMALLINT,"
                + " UINTEGER, UBIGINT, DECIMAL, DOUBLE, VARCHAR, DATE, TIMESTAMP.",
            "varve.yaml:5:10: UNKNOWN_COLUMN: The key of source raw.o names idd, which its files do"
                + " not have. Did you mean id? They have id, Status, at.",
            "varve.yaml:3:3: UNDECLARED_COLUMN: The files of source raw.o have \"Status\", which it"
                + " does not declare. Did you mean statu? Declare it under columns, or write"
                + " evolution: additive.");
  }

  @Test
  void whatIsAskedOfRowsIsSpelledAsInTheFiles() {
    SourceContract.Checked checked =
        check(
            "    key: ID\n    columns: { status: { not_null: true, accepted_values: [a, a] } }\n");
    assertThat(checked.problems()).isEmpty();
    assertThat(checked.key()).containsExactly("id");
    assertThat(checked.rules())
        .containsExactly(new ValueRule("Status", "VARCHAR", true, false, List.of("a")));
  }
}

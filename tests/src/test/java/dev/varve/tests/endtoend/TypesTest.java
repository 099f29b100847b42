package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static dev.varve.tests.harness.Embedded.refused;
import static dev.varve.tests.harness.Embedded.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.PlanProblem;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What types and names the tables have, and which models cannot have a table. */
class TypesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(i)                                    | DECIMAL(38,0) | 6",
        "max(170141183460469231731687303715::hugeint) | DECIMAL(38,0) | 170141183460469231731687303715",
        "max(18446744073709551615::ubigint)        | DECIMAL(20,0) | 18446744073709551615",
        "max(i::utinyint)                          | SMALLINT      | 3",
        "max(i::usmallint)                         | INTEGER       | 3",
        "max(i::uinteger)                          | BIGINT        | 3",
        "max('b'::enum('a', 'b'))                  | VARCHAR       | b",
        "max(timestamp_s '2026-01-01 00:00:01')    | TIMESTAMP     | 2026-01-01 00:00:01.0",
        "sum(i / 2)                                | DOUBLE        | 3.0",
        "sum(i::decimal(5,2))                      | DECIMAL(38,2) | 6.00",
        "count(*)                                  | BIGINT        | 3",
        "max(i) > 2                                | BOOLEAN       | true",
        "max(date '2026-01-01' + i)                | DATE          | 2026-01-04",
      })
  void valueIsStoredExactly(String expression, String type, String value) {
    ProjectFolder project = project("select " + expression + " as a from raw.numbers");
    assertThat(build(project).outcome()).isEqualTo("done");
    Snapshot.Table table = Snapshot.of(project, "dev").tables().get("marts.t");
    assertThat(table.columns()).containsExactly("a " + type);
    assertThat(table.rows()).containsExactly(value);
  }

  @Test
  void readersSeeTheStoredType() {
    ProjectFolder project = project("select sum(i) as a from raw.numbers");
    project.model("marts.u", "select a / 4 as b, typeof(a) as c from marts.t");
    assertThat(build(project).outcome()).isEqualTo("done");
    assertThat(Snapshot.of(project, "dev").tables().get("marts.u").rows())
        .containsExactly("1.5|DECIMAL(38,0)");
  }

  @Test
  void sumThatDoesNotFitFailsAndIsNotRounded() {
    ProjectFolder project =
        project(
            "select sum(170141183460469231731687303715884105727::hugeint / i) as b,"
                + " max(170141183460469231731687303715884105727::hugeint) as a from raw.numbers");
    BuildResult result = build(project);
    assertThat(decisions(result)).containsEntry("marts.t", "fail");
    assertThat(step(result, "marts.t").error().code()).isEqualTo("QUERY_FAILED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select max(i) * interval '1 day' as a from raw.numbers | CAST",
        "select time '12:00' as a from raw.numbers              | CAST",
        "select count(*) from raw.numbers                       | alias",
        "select i as a, i + 1 as A from raw.numbers             | alias",
        "select i as a, i + 1 as a from raw.numbers             | alias",
        "select i as \"a b\" from raw.numbers                   | alias",
      })
  void modelThatNoTableCanHoldIsRefusedWithWhatToWrite(String sql, String mend) {
    List<PlanProblem> problems = refused(Request.of(project(sql)));
    assertThat(problems).isNotEmpty();
    assertThat(problems.get(0).mend()).containsIgnoringCase(mend);
    assertThat(problems.get(0).model()).contains("marts.t");
    assertThat(problems.get(0).file()).contains("models/marts/t.sql");
  }

  @Test
  void tableWithoutRowsHasItsColumns() {
    ProjectFolder project = project("select i, i || '' as s from raw.numbers where i > 10");
    assertThat(build(project).outcome()).isEqualTo("done");
    Snapshot.Table table = Snapshot.of(project, "dev").tables().get("marts.t");
    assertThat(table.columns()).containsExactly("i INTEGER", "s VARCHAR");
    assertThat(table.rows()).isEmpty();
    assertThat(table.files()).hasSize(1);
  }

  private ProjectFolder project(String sql) {
    return ProjectFolder.in(
            folder.resolve("types"),
            """
            project: types
            warehouse: ./warehouse
            sources:
              raw.numbers: { path: data/numbers.csv, columns: { i: INTEGER } }
            """)
        .csv("data/numbers.csv", "i", "1", "2", "3")
        .model("marts.t", sql);
  }
}

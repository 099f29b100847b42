package dev.varve.tests.endtoend;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.plan;
import static dev.varve.tests.harness.Embedded.refused;
import static dev.varve.tests.harness.Embedded.show;
import static dev.varve.tests.harness.Embedded.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workers.TableView;
import dev.varve.workflows.BuildResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be read, and how it is found. */
class SourcesTest {
  @TempDir Path folder;

  @Test
  void parquetFilesAreReadByGlobWithTheirOwnSchema() {
    ProjectFolder project = project("raw.a: { path: data/**/*.parquet }");
    project.parquet("data/2025/a.parquet", "select 1 as i, 'x' as s");
    project.parquet("data/2026/b.parquet", "select 2 as i, 'y' as s");
    assertThat(build(project).outcome()).isEqualTo("done");
    assertThat(rows(project)).containsExactly("1|x", "2|y");
    project.parquet("data/2026/c.parquet", "select 3 as i, 'z' as s");
    assertThat(step(build(project), "marts.t").reason().message())
        .contains("source raw.a has 1 new file");
    assertThat(rows(project)).containsExactly("1|x", "2|y", "3|z");
  }

  @Test
  void sourceThatIsKnownByItsFooterIsBuiltAndThenSkipped() {
    ProjectFolder project = project("raw.a: { path: data/*.parquet, identity: footer }");
    project.parquet("data/a.parquet", "select 1 as i, 'x' as s");
    assertThat(build(project).outcome()).isEqualTo("done");
    assertThat(plan(project).models()).allMatch(model -> model.decision().equals("skip"));
    assertThat(step(build(project), "marts.t").decision()).isEqualTo("skip");
  }

  @Test
  void parquetFilesOfDifferentSchemasAreRefused() {
    ProjectFolder project = project("raw.a: { path: data/*.parquet }");
    project.parquet("data/a.parquet", "select 1 as i");
    project.parquet("data/b.parquet", "select 'x' as i");
    assertThat(refused(Request.of(project)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("raw.a", "b.parquet"));
  }

  @Test
  void filesBehindLinksAreReadUnderTheirDeclaredPaths() throws IOException {
    ProjectFolder project =
        project(
            """
            raw.a: { path: data/*/*.csv, columns: { i: BIGINT, s: VARCHAR } }
              raw.b: { path: linked/b.csv, columns: { i: BIGINT, s: VARCHAR } }
              raw.c: { path: linked/../c.csv, columns: { i: BIGINT, s: VARCHAR } }
              raw.d: { path: data/d.parquet }
            """);
    project.model(
        "marts.t",
        "from raw.a union all from raw.b union all from raw.c union all from raw.d order by i");
    Path elsewhere = folder.resolve("elsewhere");
    Path year = Files.createDirectories(elsewhere.resolve("year"));
    Path lake = Files.createDirectories(elsewhere.resolve("lake"));
    Files.writeString(year.resolve("a.csv"), "i,s\n1,folder below a wildcard\n");
    Files.writeString(lake.resolve("b.csv"), "i,s\n2,folder\n");
    Files.writeString(elsewhere.resolve("c.csv"), "i,s\n3,beside the folder\n");
    project.csv("c.csv", "i,s", "0,wrong");
    project.parquet("d.parquet", "select 4::bigint as i, 'file' as s");
    Files.move(project.path("d.parquet"), elsewhere.resolve("d.parquet"));
    Files.createDirectories(project.path("data"));
    Files.createSymbolicLink(project.path("data/year"), year);
    Files.createSymbolicLink(project.path("linked"), lake);
    Files.createSymbolicLink(project.path("data/d.parquet"), elsewhere.resolve("d.parquet"));

    assertThat(plan(project).problems()).isEmpty();
    assertThat(build(project).outcome()).isEqualTo("done");
    assertThat(rows(project))
        .containsExactly("1|folder below a wildcard", "2|folder", "3|beside the folder", "4|file");

    assertThat(step(build(project), "marts.t").decision()).isEqualTo("skip");
    Files.writeString(year.resolve("a.csv"), "i,s\n5,changed\n");
    assertThat(step(build(project), "marts.t").reason().message())
        .contains("source raw.a has 1 changed file");
    assertThat(rows(project)).contains("5|changed");
  }

  @Test
  void jsonIsReadWithDeclaredColumns() {
    ProjectFolder project =
        project("raw.a: { path: data/a.json, columns: { i: BIGINT, s: \"VARCHAR[]\" } }");
    project.file("data/a.json", "{\"i\": 1, \"s\": [\"x\", \"y\"]}\n{\"s\": [], \"i\": 2}");
    assertThat(build(project).outcome()).isEqualTo("done");
    assertThat(rows(project)).containsExactly("1|[x, y]", "2|[]");
  }

  @Test
  void csvIsReadWithDeclaredColumnsAndOptions() {
    ProjectFolder project =
        project(
            """
            raw.a:
                path: data/a.csv
                columns: { i: BIGINT, s: VARCHAR, d: DATE }
                options: { delimiter: ";", header: true, "null": "-" }
            """);
    project.csv("data/a.csv", "i;s;d", "1;x;2026-01-01", "2;-;-");
    assertThat(build(project).outcome()).isEqualTo("done");
    assertThat(rows(project)).containsExactly("1|x|2026-01-01", "2|null|null");
  }

  @Test
  void valueThatIsNotOfItsDeclaredTypeFailsTheStep() {
    ProjectFolder project = project("raw.a: { path: data/a.csv, columns: { i: BIGINT } }");
    project.csv("data/a.csv", "i", "1", "many");
    BuildResult result = build(project);
    assertThat(step(result, "marts.t").decision()).isEqualTo("fail");
    assertThat(step(result, "marts.t").error().code()).isEqualTo("INPUT_DOES_NOT_FIT");
    assertThat(step(result, "marts.t").error().message())
        .contains("raw.a", project.path("data/a.csv").toString(), "line 3", "column i", "many");
    assertThat(step(result, "marts.t").error().mend()).contains("TRY_CAST");
    project.csv("data/a.csv", "i", "1", "2");
    assertThat(build(project).outcome()).isEqualTo("done");
  }

  @Test
  void tableIsShown() {
    ProjectFolder project =
        project("raw.a: { path: data/a.csv, columns: { i: BIGINT, s: VARCHAR } }");
    project.csv("data/a.csv", "i,s", "1,x", "2,");
    build(project);
    TableView table = show(project, "marts.t");
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.version()).isZero();
    assertThat(table.columns()).extracting(column -> column.name()).containsExactly("i", "s");
    assertThat(table.firstRows())
        .containsExactly(
            List.of(Optional.of("1"), Optional.of("x")),
            List.of(Optional.of("2"), Optional.empty()));
  }

  private ProjectFolder project(String source) {
    return ProjectFolder.in(
            folder.resolve("sources"),
            """
            project: sources
            warehouse: ./warehouse
            sources:
              %s
            """
                .formatted(source.strip()))
        .model("marts.t", "from raw.a order by all");
  }

  private static List<String> rows(ProjectFolder project) {
    return Snapshot.of(project, "dev").tables().get("marts.t").rows();
  }
}

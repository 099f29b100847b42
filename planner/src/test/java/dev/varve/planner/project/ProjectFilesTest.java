package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.varve.planner.InputException;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesTest {
  @TempDir Path folder;

  @BeforeEach
  void aSmallProject() throws IOException {
    write("varve.yaml", "project: shop\n");
    write("models/marts/one.sql", "select 1");
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  private InputException refused() {
    return catchThrowableOfType(InputException.class, () -> ProjectFiles.read(folder));
  }

  @Test
  void whatBelongsToTheProjectIsRead() throws IOException {
    write("models/staging/deep/er/two.SQL", "select 2");
    write("models/README.md", "not a model");
    write("models/.hidden.sql", "not a model");
    write("models/.git/three.sql", "not a model");
    write("tests/one.sql", "select 1 where false");
    write("tests/rows.yaml", "rows: []");
    write("functions/f.sql", "create macro f() as 1");
    write("data/orders.csv", "id");
    write("warehouse/tables/x", "");
    assertThat(ProjectFiles.read(folder).files().keySet())
        .containsExactly(
            "functions/f.sql",
            "models/marts/one.sql",
            "models/staging/deep/er/two.SQL",
            "tests/one.sql",
            "tests/rows.yaml",
            "varve.yaml");
  }

  @Test
  void aFileOfAnotherPlaceBelongsWhereItWouldBeRead() {
    assertThat(
            List.of(
                "varve.yaml",
                "models/a/b.SQL",
                "tests/one.yaml",
                "functions/f.sql",
                "models/README.md",
                "models/.hidden.sql",
                "models/.git/three.sql",
                "data/orders.csv",
                "shop/varve.yaml"))
        .filteredOn(ProjectFiles::belongs)
        .containsExactly("varve.yaml", "models/a/b.SQL", "tests/one.yaml", "functions/f.sql");
  }

  @Test
  void theFingerprintTellsPathsAndBytesAndNothingElse() throws IOException {
    String before = ProjectFiles.read(folder).fingerprint().hex();
    Files.setLastModifiedTime(folder.resolve("varve.yaml"), FileTime.fromMillis(0));
    assertThat(ProjectFiles.read(folder).fingerprint().hex()).isEqualTo(before);

    write("models/marts/one.sql", "select 2");
    String changed = ProjectFiles.read(folder).fingerprint().hex();
    Files.move(folder.resolve("models/marts/one.sql"), folder.resolve("models/marts/two.sql"));
    String moved = ProjectFiles.read(folder).fingerprint().hex();
    assertThat(Set.of(before, changed, moved)).hasSize(3);
  }

  /** A changed encoding would make every frozen project look changed: then raise its version. */
  @Test
  void theFingerprintStaysTheSameBetweenVersions() {
    assertThat(ProjectText.smallest().frozen().fingerprint().hex())
        .isEqualTo("8e267d17f28cb60f75ffee17e5eff0038bd3bf2590c2b13ccaac01bef93974af");
  }

  @Test
  void linksAreFollowed() throws IOException {
    write("shared/two.sql", "select 2");
    Files.createSymbolicLink(folder.resolve("models/linked"), folder.resolve("shared"));
    assertThat(ProjectFiles.read(folder).files()).containsKey("models/linked/two.sql");
  }

  @Test
  void aLinkThatLeadsBackIsTold() throws IOException {
    Files.createSymbolicLink(folder.resolve("models/marts/again"), folder.resolve("models"));
    assertThat(refused().problems())
        .containsExactly(
            Problem.at(
                Place.startOf("models/marts/again"),
                "LINK_LOOP",
                "This link leads back to a folder that it is in.",
                "Remove the link."));
  }

  @Test
  void aLinkThatLeadsNowhereIsTold() throws IOException {
    Files.createSymbolicLink(folder.resolve("models/gone.sql"), folder.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("models/.#one.sql"), folder.resolve("an editor's"));
    assertThat(refused().problems())
        .containsExactly(
            Problem.at(
                Place.startOf("models/gone.sql"),
                "FILE_UNREADABLE",
                "This is no file, or a link that leads nowhere.",
                "Remove it, or bring back what it leads to."));
  }

  @Test
  void aFolderWithoutAProjectIsTold() throws IOException {
    Files.delete(folder.resolve("varve.yaml"));
    assertNoProject("Name the folder of a project, or begin one with varve init.");
    write("dbt_project.yml", "");
    assertNoProject("This is a dbt project; begin a Varve project beside it with varve init.");
    write("varve.yml", "");
    assertNoProject("Rename varve.yml to varve.yaml.");
  }

  private void assertNoProject(String mend) {
    assertThat(refused().problems())
        .containsExactly(
            Problem.of("NO_PROJECT", "The folder " + folder + " holds no varve.yaml.", mend));
  }

  @Test
  void aFolderOfAProjectLeadsToTheProject() {
    Path models = folder.resolve("models");
    InputException e = catchThrowableOfType(InputException.class, () -> ProjectFiles.read(models));
    assertThat(e.problems())
        .containsExactly(
            Problem.of(
                "NO_PROJECT",
                "The folder " + models + " holds no varve.yaml.",
                "The project is in " + folder + ": name that."));
  }

  @Test
  void aMissingFolderIsTold() {
    Path missing = folder.resolve("missing");
    InputException e = catchThrowableOfType(InputException.class, () -> ProjectFiles.read(missing));
    assertThat(e.problems())
        .containsExactly(
            Problem.of(
                "NO_PROJECT",
                "There is no folder " + missing + ".",
                "Name the folder of a project."));
  }

  @Test
  void aProjectWithoutModelsIsReadAndThenRefused() throws IOException {
    Files.delete(folder.resolve("models/marts/one.sql"));
    assertThat(ProjectReader.parse(ProjectFiles.read(folder)).problems())
        .extracting(Problem::code)
        .containsExactly("NO_MODELS");
  }
}

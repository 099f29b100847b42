package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewProjectTest {
  @TempDir Path folder;
  private final CliRun cli = new CliRun();

  @BeforeEach
  void startInAnEmptyFolder() {
    cli.current = folder;
  }

  @Test
  void aNewProjectSaysWhatToTypeNext() throws IOException {
    assertThat(cli.run("init", "my shop")).isZero();
    assertThat(cli.out())
        .contains("Wrote the project my-shop in my shop:", "cd 'my shop'", "varve build");
    assertThat(folder.resolve("my shop/varve.yaml")).content().contains("project: my-shop\n");
    assertThat(files())
        .containsExactly(
            "my shop/.gitignore",
            "my shop/data/customers.csv",
            "my shop/data/orders.csv",
            "my shop/models/marts/customer_value.sql",
            "my shop/models/marts/daily_revenue.sql",
            "my shop/models/staging/orders.sql",
            "my shop/varve.yaml");
  }

  @Test
  void filesThatAreThereAreNeverTouched() throws IOException {
    Files.createDirectories(folder.resolve("models/staging"));
    Files.writeString(folder.resolve("models/staging/orders.sql"), "select 1");

    assertThat(cli.run("init")).isEqualTo(2);
    assertThat(cli.err())
        .startsWith(folder.resolve("models/staging/orders.sql") + ": FILE_EXISTS: ")
        .contains("nothing was written");
    assertThat(files()).containsExactly("models/staging/orders.sql");
    assertThat(folder.resolve("models/staging/orders.sql")).hasContent("select 1");
  }

  @Test
  void aFolderInUseKeepsItsListOfIgnoredFiles() throws IOException {
    Files.writeString(folder.resolve(".gitignore"), "*.log\n");

    assertThat(cli.run("init")).isZero();
    assertThat(cli.out()).contains("Add \"warehouse/\" to .gitignore").doesNotContain("cd ");
    assertThat(folder.resolve(".gitignore")).hasContent("*.log\n");
  }

  @Test
  void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
    Files.writeString(folder.resolve("shop"), "");

    assertThat(cli.run("init", "shop")).isEqualTo(2);
    assertThat(cli.err()).contains("NOT_A_FOLDER: " + folder.resolve("shop") + " is not a folder.");
  }

  @Test
  void aFileOnTheWayToTheFolderIsNamed() throws IOException {
    Files.writeString(folder.resolve("notes"), "");

    assertThat(cli.run("init", "notes/shop")).isEqualTo(2);
    assertThat(cli.err())
        .contains("NOT_A_FOLDER: " + folder.resolve("notes") + " is not a folder.");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}

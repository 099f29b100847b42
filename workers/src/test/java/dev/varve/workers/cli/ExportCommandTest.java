package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.ExportedModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  private final CliRun cli = new CliRun();

  private void has(String form, String file, String content, String... gaps) {
    ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
    cli.varve.exported.add(new ExportedModel("marts.revenue", form, file, bytes, List.of(gaps)));
  }

  @Test
  void theFormAloneIsTheResult() {
    has("spark", "spark.sql", "SELECT 'é'\n");
    has("sql", "normal.sql", "SELECT 2\n");

    assertThat(cli.run("export", "marts.revenue", "shop")).isZero();
    assertThat(cli.varve.shown).isEqualTo("marts.revenue");
    assertThat(cli.out()).isEqualTo("SELECT 'é'\n");
  }

  @Test
  void everyReasonIsToldWhereThereIsNoEquivalent() {
    has("spark", "spark.sql", "", "upper(VARCHAR) changes letters", "an ASOF join");

    assertThat(cli.run("export", "marts.revenue", "--as", "spark")).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .contains("NO_EQUIVALENT")
        .contains("marts.revenue cannot be had as spark: upper(VARCHAR) changes letters.")
        .contains("an ASOF join.");
  }

  @Test
  void allFormsGoIntoAFolderWithTheReasonsForThoseThatAreNot(@TempDir Path folder) {
    has("sql", "normal.sql", "SELECT 2\n");
    has("spark", "spark.sql", "", "an ASOF join");

    assertThat(cli.run("export", "marts.revenue", "--artifacts", folder.toString())).isZero();
    assertThat(folder.resolve("normal.sql")).hasContent("SELECT 2");
    assertThat(folder.resolve("spark.sql")).doesNotExist();
    assertThat(folder.resolve("gaps.txt")).hasContent("spark: an ASOF join");
  }

  @Test
  void otherFormsAreRefused() {
    assertThat(cli.run("export", "marts.revenue", "--as", "cobol")).isEqualTo(2);
    assertThat(cli.err()).contains("--as cannot be \"cobol\"").contains("spark");
    assertThat(cli.run("export", "marts.revenue", "--as", "sql", "--artifacts", "x")).isEqualTo(2);
  }
}

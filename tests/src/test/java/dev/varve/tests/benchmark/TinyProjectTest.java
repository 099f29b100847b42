package dev.varve.tests.benchmark;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.project.Tier;
import dev.varve.tests.benchmark.PlainLoop.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many tiny models, and the loop that builds them. */
class TinyProjectTest {
  @TempDir Path folder;

  @Test
  void sameNumberOfModelsGivesTheSameFiles() throws Exception {
    new TinyProject(31).write(folder.resolve("one"));
    new TinyProject(31).write(folder.resolve("other"));

    assertThat(files(folder.resolve("one")))
        .containsExactlyEntriesOf(files(folder.resolve("other")));
  }

  @Test
  void modelsAreThreeLayersOfDifferentQueries() throws Exception {
    new TinyProject(31).write(folder.resolve("tiny"));

    List<CompiledModel> models = CompiledProject.of(folder.resolve("tiny")).models();

    assertThat(models).hasSize(31);
    assertThat(models).extracting(CompiledModel::plan).doesNotHaveDuplicates();
    assertThat(schemasRead(models, "base")).containsExactly("raw");
    assertThat(schemasRead(models, "middle")).containsExactly("base");
    assertThat(schemasRead(models, "top")).containsExactly("middle");
  }

  @Test
  void loopWritesAFileForEachModel() throws Exception {
    new TinyProject(7).write(folder.resolve("tiny"));
    CompiledProject project = CompiledProject.of(folder.resolve("tiny"));

    Map<String, Long> rows =
        new PlainLoop(project, folder.resolve("loop"), Tier.STABLE, Threads.ALL).run();

    assertThat(rows).containsEntry("base.m00000", 987L).containsEntry("top.m00000", 50L).hasSize(7);
    assertThat(folder.resolve("loop/top.m00000.parquet")).isNotEmptyFile();
  }

  private static SortedSet<String> schemasRead(List<CompiledModel> models, String layer) {
    return models.stream()
        .filter(model -> model.name().startsWith(layer + "."))
        .flatMap(model -> model.inputs().stream())
        .map(input -> input.table().substring(0, input.table().indexOf('.')))
        .collect(toCollection(TreeSet::new));
  }

  private static Map<String, String> files(Path root) throws Exception {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            root.relativize(file).toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return files;
  }
}

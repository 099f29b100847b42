package dev.varve.tests.benchmark;

import dev.varve.tests.tpch.TpchData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The TPC-H example with data of its own, so that measuring does not touch the example's. */
record TpchProject(Path example, double scaleFactor) {
  static final int MODELS = 25;

  static TpchProject of(Bench bench) {
    return new TpchProject(bench.root().resolve("local-dev/examples/tpch"), bench.scaleFactor());
  }

  /** Writes configuration and models, and the data unless an earlier run has written them. */
  void write(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    copy("varve.yaml", folder);
    Bench.delete(folder.resolve("models"));
    copy("models", folder);
    Path complete = folder.resolve("data-complete");
    if (!Files.exists(complete)) {
      Bench.delete(folder.resolve("data"));
      new TpchData(scaleFactor).write(folder.resolve("data"));
      Files.writeString(complete, "");
    }
  }

  private void copy(String name, Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(example.resolve(name))) {
      for (Path from : all.sorted().toList()) {
        Path to = folder.resolve(example.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.write(to, Files.readAllBytes(from));
        }
      }
    }
  }
}

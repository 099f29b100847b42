package dev.varve.tests.benchmark;

import dev.varve.planner.types.SqlNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A project of many models that each take next to no time, so that a build shows what a step costs
 * beside its query: three layers of joins over ten sources of 1,000 rows. The same number of models
 * gives the same files, and no two models are the same query.
 */
record TinyProject(int models) {
  private static final int SOURCES = 10;
  private static final int ROWS = 1_000;

  TinyProject {
    if (models < 1) {
      throw new IllegalArgumentException("a project needs a model");
    }
  }

  /** Writes the project into a folder that is named for its size and holds nothing else. */
  Path writeAnew(Bench bench) throws IOException, InterruptedException, SQLException {
    return writeAnew(bench, "tiny-" + models);
  }

  /** Writes the project into a folder below the bench's that holds nothing else. */
  Path writeAnew(Bench bench, String name) throws IOException, InterruptedException, SQLException {
    Path folder = bench.work().resolve(name);
    bench.settle(folder);
    write(folder);
    return folder;
  }

  /** Writes the project into a folder that it makes. */
  void write(Path folder) throws IOException, SQLException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("varve.yaml"), configuration());
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
      for (int source = 0; source < SOURCES; source++) {
        Path file = folder.resolve("data/s" + source + ".parquet");
        statement.execute(
            "COPY (%s) TO %s (FORMAT parquet)"
                .formatted(rows(source), SqlNames.literal(file.toString())));
      }
    }
    for (Layer layer : Layer.values()) {
      Path models = Files.createDirectories(folder.resolve("models").resolve(layer.schema()));
      for (int model = 0; model < count(layer); model++) {
        Files.writeString(models.resolve(name(model) + ".sql"), query(layer, model));
      }
    }
  }

  /** Each layer reads the one before; the first reads sources. */
  private enum Layer {
    BASE,
    MIDDLE,
    TOP;

    String schema() {
      return switch (this) {
        case BASE -> "base";
        case MIDDLE -> "middle";
        case TOP -> "top";
      };
    }
  }

  private int count(Layer layer) {
    int base = (models + 2) / 3;
    int middle = (models - base + 1) / 2;
    return switch (layer) {
      case BASE -> base;
      case MIDDLE -> middle;
      case TOP -> models - base - middle;
    };
  }

  private static String configuration() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("project: tiny\nwarehouse: ./warehouse\ntimezone: UTC\nsources:\n");
    for (int source = 0; source < SOURCES; source++) {
      yaml.append("  raw.s%d: { path: data/s%d.parquet }\n".formatted(source, source));
    }
    return yaml.toString();
  }

  /** Arithmetic only: the engine's own random numbers and hashes may change with its version. */
  private static String rows(int source) {
    return """
        SELECT (i * 7 + %1$d) %% %2$d AS id,
          (i * 13 + %1$d) %% 50 AS k,
          (i * 7919 + %1$d * 104729) %% 100003 AS v,
          'label ' || (i * 31 + %1$d) %% 200 AS label,
          CAST((i * 271 + %1$d * 17) %% 9973 AS DECIMAL(10, 2)) AS amount
        FROM range(%2$d) t(i)"""
        .formatted(source, ROWS);
  }

  private String query(Layer layer, int model) {
    return switch (layer) {
      case BASE -> base(model);
      case MIDDLE -> middle(model);
      case TOP -> top(model);
    };
  }

  private static String base(int model) {
    int left = model % SOURCES;
    int right = (left + 1 + model / SOURCES % (SOURCES - 1)) % SOURCES;
    return """
        select a.id, a.k, b.label, a.amount + b.amount as amount, a.v + b.v + %d as v
        from raw.s%d a
        join raw.s%d b on a.id = b.id
        where a.v %% 97 <> %d
        """
        .formatted(model, left, right, model % 97);
  }

  private String middle(int model) {
    return """
        select a.id, b.k, a.label, a.amount + b.amount as amount, a.v - b.v + %d as v
        from base.%s a
        join base.%s b on a.id = b.id
        """
        .formatted(model, left(model, Layer.BASE), right(model, Layer.BASE));
  }

  private String top(int model) {
    return """
        select a.k, count(*) as pairs, sum(a.amount) as amount, max(b.v) as v, %d as model
        from middle.%s a
        join middle.%s b on a.id = b.id
        group by a.k
        """
        .formatted(model, left(model, Layer.MIDDLE), right(model, Layer.MIDDLE));
  }

  private String left(int model, Layer below) {
    return name(model % count(below));
  }

  /** Another one than the left wherever there are two. */
  private String right(int model, Layer below) {
    int count = count(below);
    int left = model % count;
    int right = (model * 7 + 3) % count;
    return name(right == left ? (left + 1) % count : right);
  }

  private static String name(int model) {
    return "m%05d".formatted(model);
  }
}

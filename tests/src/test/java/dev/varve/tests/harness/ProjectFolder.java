package dev.varve.tests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A project in a folder of a test, written and changed as a user would. */
public final class ProjectFolder {
  private final Path root;

  private ProjectFolder(Path root) {
    this.root = root;
  }

  /** A new project with this configuration. */
  public static ProjectFolder in(Path root, String configuration) {
    return new ProjectFolder(root).file("varve.yaml", configuration);
  }

  public Path root() {
    return root;
  }

  public Path warehouse() {
    return root.resolve("warehouse");
  }

  public Path path(String relative) {
    return root.resolve(relative);
  }

  /** Writes a text file. */
  public ProjectFolder file(String relative, String text) {
    Path file = path(relative);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.endsWith("\n") ? text : text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public String text(String relative) {
    try {
      return Files.readString(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a model: {@code marts.revenue} is {@code models/marts/revenue.sql}. */
  public ProjectFolder model(String name, String sql) {
    return file("models/" + name.replace('.', '/') + ".sql", sql);
  }

  public ProjectFolder deleteModel(String name) {
    return delete("models/" + name.replace('.', '/') + ".sql");
  }

  /** Writes a CSV file, header first. */
  public ProjectFolder csv(String relative, String... lines) {
    return file(relative, String.join("\n", lines));
  }

  /** Writes the rows of a query as a Parquet file that compresses badly. */
  public ProjectFolder parquet(String relative, String query) {
    Path file = path(relative);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "copy (%s) to '%s' (format parquet, compression uncompressed)"
              .formatted(query, file.toString().replace("'", "''")));
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
    return this;
  }

  public ProjectFolder replaceIn(String relative, String old, String text) {
    String before = text(relative);
    if (!before.contains(old)) {
      throw new IllegalArgumentException(relative + " does not contain " + old);
    }
    return file(relative, before.replace(old, text));
  }

  public ProjectFolder delete(String relative) {
    try {
      Files.delete(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Gives a file another time and leaves its bytes alone. */
  public ProjectFolder touch(String relative) {
    try {
      FileTime old = Files.getLastModifiedTime(path(relative));
      Files.setLastModifiedTime(
          path(relative), FileTime.fromMillis(old.toMillis() + Duration.ofHours(1).toMillis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** The same project elsewhere, never built. */
  public ProjectFolder copyTo(Path target) {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
              if (folder.equals(warehouse())) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              Files.createDirectories(target.resolve(root.relativize(folder)));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.copy(
                  file, target.resolve(root.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ProjectFolder(target);
  }

  @Override
  public String toString() {
    return root.toString();
  }
}

package dev.varve.tests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Reads a warehouse all the time while builds are disturbed, as a user's own reader might: whatever
 * is visible must be whole, and must name only what is there and whole.
 */
public final class WarehouseWatch implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

  private final ProjectFolder project;
  private final Path own;
  private final SortedSet<String> seen = new TreeSet<>();
  private final List<String> violations = new ArrayList<>();
  private final Thread thread;
  private volatile boolean ended;

  private WarehouseWatch(ProjectFolder project) {
    this.project = project;
    this.own = project.warehouse().resolve("_varve");
    this.thread = new Thread(this::watch, "warehouse-watch");
    thread.setDaemon(true);
  }

  public static WarehouseWatch on(ProjectFolder project) {
    WarehouseWatch watch = new WarehouseWatch(project);
    watch.thread.start();
    return watch;
  }

  /** Looks a last time, and fails when anything was ever found wanting. */
  @Override
  public void close() {
    ended = true;
    try {
      thread.join(TimeUnit.MINUTES.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!violations.isEmpty()) {
      throw new AssertionError("half-written: " + String.join("\n", violations));
    }
  }

  private void watch() {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      boolean last;
      do {
        last = ended;
        look(connection);
        LockSupport.parkNanos(PAUSE_NANOS);
      } while (!last && violations.isEmpty());
    } catch (IOException | SQLException | RuntimeException | AssertionError e) {
      violations.add("what is there cannot be read: " + e);
    }
  }

  private void look(Connection connection) throws IOException, SQLException {
    for (Path environment : entries(project.warehouse().resolve("tables"))) {
      String name = environment.getFileName().toString();
      for (Path table : Snapshot.tableFolders(project, name)) {
        for (Path commit : Snapshot.commits(table)) {
          if (firstSeen(commit)) {
            commit(connection, table, commit);
          }
        }
      }
    }
    for (Path environment : entries(own.resolve("environments"))) {
      for (Path pointer : entries(environment)) {
        if (firstSeen(pointer)) {
          pointer(environment.getFileName().toString(), pointer);
        }
      }
    }
    for (Path folder : List.of(own.resolve("store/files"), own.resolve("store/artifacts"))) {
      for (Path file : entries(folder)) {
        boolean hidden = file.getFileName().toString().startsWith(".");
        if (!hidden && firstSeen(file)) {
          require(
              Snapshot.digest(file).equals(file.getFileName().toString()),
              file + " has other bytes than its name says");
        }
      }
    }
    for (Path run : entries(own.resolve("runs"))) {
      wholeJson(run.resolve("build.json"));
      wholeJson(run.resolve("result.json"));
    }
  }

  private void commit(Connection connection, Path table, Path commit)
      throws IOException, SQLException {
    require(Files.readString(commit).endsWith("\n"), commit + " is cut off");
    require(Snapshot.actions(commit, "commitInfo").size() == 1, commit + " has no commitInfo");
    for (JsonNode add : Snapshot.actions(commit, "add")) {
      Path file = table.resolve(add.get("path").asText());
      if (!Files.exists(file)) {
        require(false, commit + " names " + file + ", which is not there");
        return;
      }
      require(Files.size(file) == add.get("size").asLong(), file + " has another size");
      require(
          file.getFileName().toString().contains(Snapshot.digest(file)),
          file + " has other bytes than its name says");
      long rows = TemporalCli.parse(add.get("stats").asText()).get("numRecords").asLong();
      require(rows == rows(connection, file), file + " has another number of rows");
    }
  }

  /** A manifest names versions that are there. */
  private void pointer(String environment, Path pointer) throws IOException {
    JsonNode to = TemporalCli.parse(Files.readString(pointer));
    Path manifest = own.resolve("manifests").resolve(to.get("manifest").asText() + ".json");
    if (!Files.exists(manifest)) {
      require(false, pointer + " names " + manifest + ", which is not there");
      return;
    }
    for (JsonNode table : TemporalCli.parse(Files.readString(manifest)).get("tables")) {
      String[] name = table.get("table").asText().split("\\.", 2);
      Path folder =
          project
              .warehouse()
              .resolve("tables")
              .resolve(environment)
              .resolve(name[0])
              .resolve(name[1]);
      long version = table.get("deltaVersion").asLong();
      Path commit = folder.resolve("_delta_log/%020d.json".formatted(version));
      require(Files.exists(commit), manifest + " names " + commit + ", which is not there");
    }
  }

  private static void wholeJson(Path file) throws IOException {
    try {
      TemporalCli.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      // Not written yet.
    }
  }

  private static long rows(Connection connection, Path file) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select count(*) from read_parquet('"
                    + file.toString().replace("'", "''")
                    + "')")) {
      result.next();
      return result.getLong(1);
    }
  }

  private boolean firstSeen(Path path) {
    return seen.add(path.toString());
  }

  private void require(boolean holds, String violation) {
    if (!holds) {
      violations.add(violation);
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}

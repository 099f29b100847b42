package dev.varve.tests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
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
  private static final Duration LAST_LOOK = Duration.ofMinutes(2);

  private final ProjectFolder project;
  private final Path own;
  private final SortedSet<String> seen = new TreeSet<>();
  private final List<String> violations = new ArrayList<>();
  private final Thread thread;
  private volatile boolean ended;
  private int commitsSeen;
  private int manifestsWithTablesSeen;

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

  /**
   * Looks a last time, and fails when anything was ever found wanting, or when the builds that were
   * watched have made nothing that could be.
   */
  @Override
  public void close() {
    ended = true;
    try {
      thread.join(LAST_LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      throw new AssertionError("the watch has not come to its end");
    }
    if (!violations.isEmpty()) {
      throw new AssertionError("half-written: " + String.join("\n", violations));
    }
    if (commitsSeen == 0 || manifestsWithTablesSeen == 0) {
      throw new AssertionError(
          "seen were only %d commits and %d manifests with tables"
              .formatted(commitsSeen, manifestsWithTablesSeen));
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
        table(connection, table);
      }
    }
    for (Path environment : entries(own.resolve("environments"))) {
      for (Path pointer : entries(environment)) {
        if (firstSeen(pointer)) {
          pointer(environment.getFileName().toString(), pointer);
        }
      }
    }
    store();
    for (Path lease : entries(own.resolve("leases"))) {
      if (lease.getFileName().toString().endsWith(".json")) {
        jsonIfThere(lease);
      }
    }
    for (Path run : entries(own.resolve("runs"))) {
      run(run);
    }
  }

  private void table(Connection connection, Path table) throws IOException, SQLException {
    for (Path commit : Snapshot.commits(table)) {
      if (firstSeen(commit)) {
        commit(connection, table, commit);
      }
    }
    Path log = table.resolve("_delta_log");
    for (Path file : entries(log)) {
      String name = file.getFileName().toString();
      if (name.endsWith(".parquet") && firstSeen(file)) {
        require(WholeFiles.parquetRows(connection, file) > 0, file + " is an empty checkpoint");
      }
    }
    Path last = log.resolve("_last_checkpoint");
    if (Files.exists(last) && changed(last)) {
      String version = "%020d.checkpoint".formatted(WholeFiles.json(last).get("version").asLong());
      require(
          entries(log).stream().anyMatch(f -> f.getFileName().toString().startsWith(version)),
          last + " names version " + version + ", which has no checkpoint");
    }
  }

  private void commit(Connection connection, Path table, Path commit)
      throws IOException, SQLException {
    commitsSeen++;
    require(
        WholeFiles.jsonLines(commit).stream().filter(line -> line.has("commitInfo")).count() == 1,
        commit + " has not one commitInfo");
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
      require(
          rows == WholeFiles.parquetRows(connection, file), file + " has another number of rows");
    }
  }

  /** A manifest is whole, and names versions and files that are there. */
  private void pointer(String environment, Path pointer) throws IOException {
    String digest = WholeFiles.json(pointer).get("manifest").asText();
    Path manifest = own.resolve("manifests").resolve(digest + ".json");
    if (!Files.exists(manifest)) {
      require(false, pointer + " names " + manifest + ", which is not there");
      return;
    }
    require(Snapshot.digest(manifest).equals(digest), manifest + " has other bytes than its name");
    List<JsonNode> lines = WholeFiles.jsonLines(manifest);
    int sources = lines.get(0).get("sources").asInt();
    int tables = lines.get(0).get("tables").asInt();
    if (lines.size() != 1 + sources + tables) {
      require(false, manifest + " has other lines than its head says");
      return;
    }
    for (JsonNode table : lines.subList(1 + sources, lines.size())) {
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
      for (JsonNode file : table.get("files")) {
        Path data = folder.resolve(file.get(0).asText());
        require(Files.exists(data), manifest + " names " + data + ", which is not there");
      }
    }
    manifestsWithTablesSeen += tables > 0 ? 1 : 0;
  }

  private void store() throws IOException {
    Path store = own.resolve("store");
    for (Path folder : List.of(store.resolve("files"), store.resolve("artifacts"))) {
      for (Path file : entries(folder)) {
        if (firstSeen(file)) {
          require(
              Snapshot.digest(file).equals(file.getFileName().toString()),
              file + " has other bytes than its name says");
        }
      }
    }
    for (Path actionRecord : entries(store.resolve("records"))) {
      if (changed(actionRecord)) {
        for (byte[] value : packed(actionRecord).values()) {
          WholeFiles.json(actionRecord, new String(value, StandardCharsets.UTF_8));
        }
      }
    }
    for (Path kind : entries(store.resolve("index"))) {
      for (Path hint : entries(kind)) {
        if (changed(hint)) {
          packed(hint);
        }
      }
    }
  }

  private SortedMap<String, byte[]> packed(Path file) throws IOException {
    SortedMap<String, byte[]> values = WholeFiles.pack(file);
    require(values.containsKey(file.getFileName().toString()), file + " does not hold its own key");
    return values;
  }

  private void run(Path run) throws IOException {
    jsonIfThere(run.resolve("build.json"));
    jsonIfThere(run.resolve("result.json"));
    for (Path plan : entries(run)) {
      if (plan.getFileName().toString().startsWith("outcomes-")) {
        for (Path outcome : entries(plan)) {
          if (firstSeen(outcome)) {
            WholeFiles.json(outcome);
          }
        }
      }
    }
  }

  /** It may not be written yet, or not be needed any more. */
  private void jsonIfThere(Path file) throws IOException {
    try {
      if (changed(file)) {
        WholeFiles.json(file);
      }
    } catch (NoSuchFileException e) {
      // Nothing to read.
    }
  }

  /** Of a file that may be replaced. */
  private boolean changed(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return seen.add(file + " " + now.fileKey() + " " + now.size() + " " + now.lastModifiedTime());
  }

  private boolean firstSeen(Path path) {
    return seen.add(path.toString());
  }

  private void require(boolean holds, String violation) {
    if (!holds) {
      violations.add(violation);
    }
  }

  /** What a reader sees: a name that begins with a dot is nobody's business. */
  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(e -> !e.getFileName().toString().startsWith(".")).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}

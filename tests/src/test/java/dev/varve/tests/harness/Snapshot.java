package dev.varve.tests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an environment holds, read without any of Varve's own code: the Delta logs as JSON, the rows
 * by DuckDB, the bytes by their digests.
 */
public record Snapshot(SortedMap<String, Table> tables) {
  private static final int MOST_ROWS = 1000;

  /**
   * A table.
   *
   * @param columns names and types
   * @param rows every row as text, in the order of the files; of many rows their number and a hash
   * @param files the digest of each data file's bytes
   */
  public record Table(List<String> columns, List<String> rows, SortedMap<String, String> files) {
    @Override
    public String toString() {
      return rows.size() + " rows of " + columns + " in " + files;
    }
  }

  /** The latest version of every table of an environment. */
  public static Snapshot of(ProjectFolder project, String environment) {
    SortedMap<String, Table> tables = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      for (Path folder : tableFolders(project, environment)) {
        Path schema = folder.getParent().getFileName();
        tables.put(schema + "." + folder.getFileName(), table(connection, folder));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Snapshot(tables);
  }

  /** The tables of an environment that have a log. */
  static List<Path> tableFolders(ProjectFolder project, String environment) {
    Path root = project.warehouse().resolve("tables").resolve(environment);
    try (Stream<Path> all = Files.exists(root) ? Files.walk(root, 3) : Stream.empty()) {
      return all.filter(path -> path.getFileName().toString().equals("_delta_log"))
          .map(Path::getParent)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many versions each table has. */
  public static SortedMap<String, Integer> versions(ProjectFolder project, String environment) {
    SortedMap<String, Integer> versions = new TreeMap<>();
    for (Path folder : tableFolders(project, environment)) {
      versions.put(
          folder.getParent().getFileName() + "." + folder.getFileName(), commits(folder).size());
    }
    return versions;
  }

  /** Data files in the tables' folders that no version of the table has ever named. */
  public static SortedSet<String> strays(ProjectFolder project, String environment) {
    SortedSet<String> strays = new TreeSet<>();
    for (Path folder : tableFolders(project, environment)) {
      SortedSet<String> named = new TreeSet<>();
      for (Path commit : commits(folder)) {
        actions(commit, "add").forEach(add -> named.add(add.get("path").asText()));
      }
      try (Stream<Path> files = Files.list(folder)) {
        files
            .filter(file -> !Files.isDirectory(file))
            .filter(file -> !named.contains(file.getFileName().toString()))
            .forEach(file -> strays.add(file.toString()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return strays;
  }

  /** What is left over under staging. */
  public static List<String> leftOvers(ProjectFolder project) {
    Path staging = project.warehouse().resolve("_varve/staging");
    try (Stream<Path> all = Files.exists(staging) ? Files.walk(staging) : Stream.empty()) {
      return all.filter(path -> !path.equals(staging))
          .map(path -> staging.relativize(path).toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> commits(Path table) {
    try (Stream<Path> files = Files.list(table.resolve("_delta_log"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d{20}\\.json"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The actions of one kind in a commit. */
  static List<JsonNode> actions(Path commit, String kind) {
    List<JsonNode> actions = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(commit)) {
        JsonNode action = TemporalCli.parse(line).get(kind);
        if (action != null) {
          actions.add(action);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return actions;
  }

  /** The data files of the latest version. */
  static List<Path> dataFiles(Path table) {
    SortedSet<String> names = new TreeSet<>();
    for (Path commit : commits(table)) {
      actions(commit, "remove").forEach(remove -> names.remove(remove.get("path").asText()));
      actions(commit, "add").forEach(add -> names.add(add.get("path").asText()));
    }
    return names.stream().map(table::resolve).toList();
  }

  private static Table table(Connection connection, Path folder) throws SQLException {
    SortedMap<String, String> files = new TreeMap<>();
    List<String> columns = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (Path file : dataFiles(folder)) {
      files.put(file.getFileName().toString(), digest(file));
      columns.clear();
      read(connection, file, columns, rows);
    }
    return new Table(columns, rows, files);
  }

  private static void read(
      Connection connection, Path file, List<String> columns, List<String> rows)
      throws SQLException {
    String scan = "from read_parquet('" + file.toString().replace("'", "''") + "') t";
    try (Statement statement = connection.createStatement();
        ResultSet all =
            statement.executeQuery("select count(*), sum(hash(t)::hugeint)::varchar " + scan)) {
      all.next();
      if (all.getLong(1) > MOST_ROWS) {
        rows.add(all.getLong(1) + " rows with hash " + all.getString(2));
        scan += " limit 0";
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(scan)) {
      ResultSetMetaData metadata = result.getMetaData();
      for (int i = 1; i <= metadata.getColumnCount(); i++) {
        columns.add(metadata.getColumnName(i) + " " + metadata.getColumnTypeName(i));
      }
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
          row.append(i == 1 ? "" : "|").append(result.getObject(i));
        }
        rows.add(row.toString());
      }
    }
  }

  /** The SHA-256 of a file. */
  public static String digest(Path file) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

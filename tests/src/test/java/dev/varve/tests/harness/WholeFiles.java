package dev.varve.tests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Reads the files of a warehouse to their last byte, without any of Varve's own code. What is cut
 * off, damaged or followed by something else is an {@link AssertionError}.
 */
final class WholeFiles {
  private WholeFiles() {}

  /** One JSON value and nothing else. */
  static JsonNode json(Path file) throws IOException {
    return json(file, Files.readString(file));
  }

  /** One JSON value on each line, the last one ended too. */
  static List<JsonNode> jsonLines(Path file) throws IOException {
    String text = Files.readString(file);
    if (!text.endsWith("\n")) {
      throw new AssertionError(file + " is cut off");
    }
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(json(file, line));
    }
    return lines;
  }

  /**
   * The values of a pack by their keys: each is {@code <checksum> <length> <key>}, a line feed, the
   * value, a line feed.
   */
  static SortedMap<String, byte[]> pack(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    SortedMap<String, byte[]> values = new TreeMap<>();
    int at = 0;
    while (at < bytes.length) {
      int headEnd = at;
      while (headEnd < bytes.length && bytes[headEnd] != '\n') {
        headEnd++;
      }
      String[] head = new String(bytes, at, headEnd - at, StandardCharsets.UTF_8).split(" ", 3);
      if (head.length < 3 || !head[1].matches("\\d{1,9}")) {
        throw new AssertionError(file + " has an entry without a head at byte " + at);
      }
      int begin = headEnd + 1;
      int end = begin + Integer.parseInt(head[1]);
      if (end >= bytes.length || bytes[end] != '\n') {
        throw new AssertionError(file + " is cut off");
      }
      CRC32C checksum = new CRC32C();
      checksum.update(head[2].getBytes(StandardCharsets.UTF_8));
      checksum.update(bytes, begin, end - begin);
      if (!head[0].equals(HexFormat.of().toHexDigits((int) checksum.getValue()))) {
        throw new AssertionError(file + " has other bytes for " + head[2] + " than it says");
      }
      values.put(head[2], Arrays.copyOfRange(bytes, begin, end));
      at = end + 1;
    }
    return values;
  }

  /** The number of rows of a Parquet file of which every column can be read. */
  static long parquetRows(Connection connection, Path file) throws SQLException {
    String all =
        "select count(*), count(columns(*)) from read_parquet('%s')"
            .formatted(file.toString().replace("'", "''"));
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(all)) {
      result.next();
      return result.getLong(1);
    }
  }

  static JsonNode json(Path file, String text) {
    try {
      return TemporalCli.parse(text);
    } catch (AssertionError notJson) {
      throw new AssertionError(file + " is no whole JSON", notJson);
    }
  }
}

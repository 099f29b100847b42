package dev.varve.workers;

import dev.varve.activities.lane.duckdb.DuckDbLanes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that this build of Varve was made with, known without loading any of them. */
public record Versions(String varve, String duckdb, String temporal) {
  public static Versions load() {
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return new Versions(
          properties.getProperty("varve"),
          properties.getProperty("duckdb"),
          properties.getProperty("temporal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Part of every step key: another Varve or another engine may make other bytes of the same query.
   */
  public String lane() {
    return "varve %s, lane %d, duckdb %s".formatted(varve, DuckDbLanes.VERSION, duckdb);
  }
}

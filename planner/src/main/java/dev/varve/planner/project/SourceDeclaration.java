package dev.varve.planner.project;

import dev.varve.planner.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Data that the project reads and does not own.
 *
 * @param name {@code schema.table}
 * @param path a file or glob, relative to the project's folder unless absolute
 * @param columns engine types by name, in the order of the file; empty where the file says it
 *     (Parquet)
 * @param key columns that are said to be unique together
 * @param footerIdentity a Parquet file is known by its footer instead of its whole content
 * @param options how to read CSV or JSON, by the names of the reviewed list
 * @param place where it is declared
 */
public record SourceDeclaration(
    String name,
    Format format,
    Setting path,
    Map<String, String> columns,
    List<String> key,
    boolean footerIdentity,
    Map<String, String> options,
    Place place) {

  /** How the files are written. */
  public enum Format {
    PARQUET,
    CSV,
    JSON
  }

  public SourceDeclaration {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    key = List.copyOf(key);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }
}

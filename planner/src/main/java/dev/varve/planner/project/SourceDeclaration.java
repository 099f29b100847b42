package dev.varve.planner.project;

import dev.varve.planner.Place;
import dev.varve.planner.project.contract.ColumnContract;
import dev.varve.planner.project.contract.Evolution;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Data that the project reads and does not own.
 *
 * @param name {@code schema.table}
 * @param path a file or glob, relative to the project's folder unless absolute
 * @param contract what is declared of its columns, by name; for CSV and JSON all that are read, in
 *     the order of the file and with their types
 * @param key columns that are said to be unique together
 * @param keyPlace where the key is declared, or else the source
 * @param footerIdentity a Parquet file is known by its footer instead of its whole content
 * @param options how to read CSV or JSON, by the names of the reviewed list
 * @param place where it is declared
 */
public record SourceDeclaration(
    String name,
    Format format,
    Setting path,
    Map<String, ColumnContract> contract,
    List<String> key,
    Place keyPlace,
    Optional<Evolution> evolution,
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
    contract = Collections.unmodifiableMap(new LinkedHashMap<>(contract));
    key = List.copyOf(key);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** The engine types with which the files are read; none where the files say them themselves. */
  public Map<String, String> columns() {
    Map<String, String> types = new LinkedHashMap<>();
    if (format != Format.PARQUET) {
      contract.values().forEach(column -> types.put(column.name(), column.type().orElseThrow()));
    }
    return types;
  }
}

package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that a query may name, and the files that hold it.
 *
 * @param columns all that the query may see, in order; for CSV all columns of the files, in their
 *     order
 * @param files absolute; in the order in which their rows are read. None means no rows
 * @param exact the files are known to hold exactly these columns' types, so that none is cast; only
 *     Parquet files are asked
 * @param options how to read CSV or JSON, by the names of {@link ReaderOption}
 */
public record InputTable(
    String schema,
    String table,
    List<Column> columns,
    List<Path> files,
    FileFormat format,
    boolean exact,
    Map<String, String> options) {
  public InputTable {
    requireNonNull(schema, "schema");
    requireNonNull(table, "table");
    columns = List.copyOf(columns);
    files = List.copyOf(files);
    requireNonNull(format, "format");
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("input " + schema + "." + table + " has no columns");
    }
  }

  /** A table in Parquet files that may hold other types, which are then cast. */
  public static InputTable parquet(
      String schema, String table, List<Column> columns, List<Path> files) {
    return new InputTable(schema, table, columns, files, FileFormat.PARQUET, false, Map.of());
  }

  /** A table in Parquet files that were written, or described, with these types. */
  public static InputTable exactParquet(
      String schema, String table, List<Column> columns, List<Path> files) {
    return new InputTable(schema, table, columns, files, FileFormat.PARQUET, true, Map.of());
  }

  public String name() {
    return schema + "." + table;
  }
}

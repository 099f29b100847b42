package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files whose columns are to be known.
 *
 * @param name of the source, for messages
 * @param files absolute
 * @param declared columns as the project says; may be empty for Parquet
 */
public record SourceFiles(
    String name,
    FileFormat format,
    List<Path> files,
    List<Column> declared,
    Map<String, String> options) {
  public SourceFiles {
    requireNonNull(name, "name");
    requireNonNull(format, "format");
    files = List.copyOf(files);
    declared = List.copyOf(declared);
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    if (declared.isEmpty() && format != FileFormat.PARQUET) {
      throw new IllegalArgumentException("source " + name + " needs declared columns");
    }
  }
}

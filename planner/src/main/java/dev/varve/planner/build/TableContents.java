package dev.varve.planner.build;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a table holds, as far as readers' keys go: its row count and a digest per column.
 *
 * @param whole the digest of all of it in file order, for readers to whom order matters.
 * @param columns empty where the table promises no order (FAST); its readers then depend on the
 *     whole.
 */
public record TableContents(long rows, String whole, Map<String, String> columns) {
  public TableContents {
    Objects.requireNonNull(whole);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }
}

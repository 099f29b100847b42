package dev.varve.workers;

import dev.varve.activities.plan.PlannedColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table of an environment with its first rows.
 *
 * @param version the Delta version that the manifest names
 * @param rows how many the table has
 * @param firstRows cells as the engine writes them as text, empty for NULL
 */
public record TableView(
    String project,
    String environment,
    String model,
    Path folder,
    long version,
    long rows,
    long bytes,
    List<PlannedColumn> columns,
    List<List<Optional<String>>> firstRows) {
  public TableView {
    Objects.requireNonNull(project);
    Objects.requireNonNull(environment);
    Objects.requireNonNull(model);
    Objects.requireNonNull(folder);
    columns = List.copyOf(columns);
    firstRows = firstRows.stream().map(List::copyOf).toList();
    for (List<Optional<String>> row : firstRows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells for " + columns.size() + " columns");
      }
    }
  }
}

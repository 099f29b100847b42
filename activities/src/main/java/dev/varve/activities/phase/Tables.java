package dev.varve.activities.phase;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.lane.duckdb.Preview;
import dev.varve.activities.phase.project.BuildFolder;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.activities.phase.warehouse.PublishedTable;
import dev.varve.activities.phase.warehouse.TableEntries;
import dev.varve.activities.phase.warehouse.Warehouses;
import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.manifest.TableColumn;
import dev.varve.storage.manifest.TableEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows the tables of an environment as its current manifest has them; takes no lease. */
public final class Tables {
  private final Warehouses warehouses;

  public Tables(Warehouses warehouses) {
    this.warehouses = warehouses;
  }

  /**
   * A table with its first rows.
   *
   * @param rows cells as text; empty for NULL.
   */
  public record View(
      String project,
      Path folder,
      long version,
      long rowCount,
      long bytes,
      List<Column> columns,
      List<List<Optional<String>>> rows) {
    public View {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  public View show(String project, String environment, String model, int rows) {
    BuildFolder folder = BuildFolder.read(project);
    Optional<OpenWarehouse> warehouse = warehouses.existing(folder.warehouse());
    Manifest manifest =
        warehouse
            .flatMap(w -> w.environments().current(environment))
            .orElseThrow(() -> neverBuilt(environment));
    TableEntry entry =
        manifest.tables().stream()
            .filter(table -> table.table().equals(model))
            .findFirst()
            .orElseThrow(() -> absent(folder, model, environment, manifest));
    PublishedTable table = PublishedTable.of(warehouse.orElseThrow(), environment, entry);
    Path root = warehouse.get().warehouse().root();
    LaneSettings settings =
        LaneSettings.of(
            warehouse.get().warehouse().staging().resolveSibling("spill"), List.of(root), "UTC");
    try (DuckDbLanes lanes = new DuckDbLanes(settings.withThreads(1))) {
      List<String> columns = entry.output().stream().map(TableColumn::name).toList();
      Preview preview = lanes.preview(table.files(), columns, rows, LaneObserver.NONE);
      return new View(
          folder.project(),
          table.folder(),
          entry.deltaVersion(),
          entry.rows(),
          entry.bytes(),
          TableEntries.columns(entry),
          preview.rows());
    }
  }

  private static InputException neverBuilt(String environment) {
    return new InputException(
        List.of(
            Problem.of(
                "NEVER_BUILT",
                "Environment " + environment + " was never built.",
                "Build it with: varve build --environment " + environment)));
  }

  private static InputException absent(
      BuildFolder folder, String model, String environment, Manifest manifest) {
    boolean inline =
        ProjectReader.parse(ProjectFiles.read(folder.folder()))
            .project()
            .map(project -> project.models().stream())
            .orElseGet(Stream::empty)
            .anyMatch(file -> file.inline() && file.name().equals(model));
    return inline
        ? new InputException(
            List.of(
                Problem.of(
                    "INLINE_MODEL",
                    "The model " + model + " is inline: it has no table to show.",
                    "Show a model that reads it, or leave kind: inline out of its header.")))
        : unknown(model, environment, manifest);
  }

  private static InputException unknown(String model, String environment, Manifest manifest) {
    List<String> names = manifest.tables().stream().map(TableEntry::table).toList();
    return new InputException(
        List.of(
            Problem.of(
                "UNKNOWN_TABLE",
                "Environment " + environment + " has no table " + model + ".",
                Nearest.hint(model, names) + "It has: " + String.join(", ", names) + ".")));
  }
}

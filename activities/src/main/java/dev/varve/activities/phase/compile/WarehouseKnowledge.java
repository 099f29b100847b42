package dev.varve.activities.phase.compile;

import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.warehouse.Contents;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.activities.phase.warehouse.PublishedTable;
import dev.varve.activities.phase.warehouse.StoredResult;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.build.InputContents;
import dev.varve.planner.build.Knowledge;
import dev.varve.planner.build.TableContents;
import dev.varve.planner.project.Project;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.manifest.SourceEntry;
import dev.varve.storage.manifest.TableEntry;
import dev.varve.storage.source.SourcePins;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What planning asks, answered from the current manifest, the store and the pins of this build. */
final class WarehouseKnowledge implements Knowledge {
  private final Optional<OpenWarehouse> warehouse;
  private final Project project;
  private final Discovered discovered;
  private final String environment;
  private final TreeMap<String, TableEntry> tables = new TreeMap<>();
  private final Map<String, CurrentTable> current = new HashMap<>();
  private final Map<String, SourceEntry> sources = new LinkedHashMap<>();
  private final Map<String, Optional<TableContents>> stored = new LinkedHashMap<>();

  /**
   * Knows one environment.
   *
   * @param warehouse absent as long as nothing was ever built.
   */
  WarehouseKnowledge(
      Optional<OpenWarehouse> warehouse,
      Project project,
      Discovered discovered,
      String environment,
      Optional<Manifest> manifest) {
    this.warehouse = warehouse;
    this.project = project;
    this.discovered = discovered;
    this.environment = environment;
    if (manifest.isPresent()) {
      manifest.get().tables().forEach(table -> tables.put(table.table(), table));
      manifest.get().sources().forEach(source -> sources.put(source.source(), source));
    }
  }

  @Override
  public Optional<CurrentTable> current(String table) {
    return Optional.ofNullable(tables.get(table))
        .map(entry -> current.computeIfAbsent(table, name -> Contents.currentTable(entry)));
  }

  @Override
  public SortedSet<String> currentTables() {
    return new TreeSet<>(tables.keySet());
  }

  @Override
  public boolean intact(CurrentTable table) {
    return warehouse.isPresent()
        && PublishedTable.of(warehouse.get(), environment, tables.get(table.table())).intact();
  }

  @Override
  public Optional<TableContents> stored(Fingerprint stepKey) {
    return stored.computeIfAbsent(
        stepKey.hex(),
        key -> warehouse.flatMap(w -> StoredResult.find(w, key)).map(StoredResult::contents));
  }

  @Override
  public InputContents.OfSource source(String name) {
    return Contents.source(project.sources().get(name), discovered.pins().get(name));
  }

  @Override
  public String sourceChange(String name) {
    SourceEntry before = sources.get(name);
    if (before == null) {
      return "is read for the first time";
    }
    return "has "
        + SourcePins.difference(before.files(), discovered.pins().get(name).files()).sentence();
  }
}

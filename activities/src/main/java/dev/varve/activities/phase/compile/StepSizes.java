package dev.varve.activities.phase.compile;

import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.storage.manifest.Manifest;
import dev.varve.storage.manifest.TableEntry;
import dev.varve.storage.source.PinnedFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells small steps, which share an activity, from big ones: by the time that the current table
 * took, else by how many bytes of sources can reach the step.
 */
final class StepSizes {
  private static final long SMALL_MILLISECONDS = 250;
  private static final long SMALL_BYTES = 4L << 20;

  private final OpenWarehouse warehouse;
  private final Discovered discovered;
  private final Map<String, TableEntry> tables = new LinkedHashMap<>();
  private final Map<String, Long> reach = new LinkedHashMap<>();

  StepSizes(OpenWarehouse warehouse, Discovered discovered, Optional<Manifest> manifest) {
    this.warehouse = warehouse;
    this.discovered = discovered;
    manifest.ifPresent(m -> m.tables().forEach(table -> tables.put(table.table(), table)));
  }

  /** To be asked in the order of the steps, inputs first. */
  boolean small(CompiledModel model) {
    long bytes = 0;
    for (InputUse input : model.inputs()) {
      bytes += input.isSource() ? sourceBytes(input.table()) : tableBytes(input.table());
    }
    reach.put(model.name(), bytes);
    TableEntry table = tables.get(model.name());
    Optional<Long> took =
        table == null
            ? Optional.empty()
            : warehouse
                .store()
                .record(table.stepKey())
                .map(record -> record.measurements().executeMillis());
    return took.map(milliseconds -> milliseconds <= SMALL_MILLISECONDS)
        .orElse(bytes <= SMALL_BYTES);
  }

  private long sourceBytes(String source) {
    long bytes = 0;
    for (PinnedFile file : discovered.pins().get(source).files()) {
      bytes += file.size();
    }
    return bytes;
  }

  private long tableBytes(String table) {
    Long reached = reach.get(table);
    if (reached != null) {
      return reached;
    }
    TableEntry entry = tables.get(table);
    return entry == null ? 0 : entry.bytes();
  }
}

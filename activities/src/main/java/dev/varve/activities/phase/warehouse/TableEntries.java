package dev.varve.activities.phase.warehouse;

import dev.varve.activities.lane.Column;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.storage.Digest;
import dev.varve.storage.manifest.TableColumn;
import dev.varve.storage.manifest.TableEntry;
import dev.varve.storage.store.ActionRecord;
import dev.varve.storage.store.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a compiled model and what its step made become the manifest's entry of its table. */
public final class TableEntries {
  private TableEntries() {}

  /**
   * The entry of a table that was just published.
   *
   * @param files as they stand in the table's folder.
   * @param deepKey of this build's plan, where the model has one.
   */
  public static TableEntry of(
      CompiledModel model,
      ActionRecord record,
      List<DataFile> files,
      long deltaVersion,
      Optional<Fingerprint> deepKey) {
    List<TableColumn> output = new ArrayList<>();
    for (OutputColumn column : model.columns()) {
      output.add(new TableColumn(column.name(), column.stored().engineType()));
    }
    return new TableEntry(
        model.name(),
        record.stepKey(),
        record.ingredients(),
        model.plan().hex(),
        deltaVersion,
        record.schema(),
        files,
        record.columns(),
        record.rows(),
        record.bytes(),
        model.inputs().stream().map(InputUse::table).toList(),
        Digest.of(model.sql()).hex(),
        output,
        deepKey.map(Fingerprint::hex).orElse(""),
        false,
        record.measurements().executeMillis());
  }

  /** The columns as a lane reads them. */
  public static List<Column> columns(TableEntry entry) {
    List<Column> columns = new ArrayList<>();
    for (TableColumn column : entry.output()) {
      columns.add(new Column(column.name(), column.type()));
    }
    return columns;
  }
}

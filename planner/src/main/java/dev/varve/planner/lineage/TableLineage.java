package dev.varve.planner.lineage;

import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A table of a project with where its columns come from; a source's come from nowhere.
 *
 * @param file of the model; absent for a source
 * @param columns as readers see them
 * @param columnLineage of each column, in order
 * @param rows what decides which rows there are
 * @param scanned the columns that are read of each input
 * @param notUnderstood as in {@link PlanLineage}
 */
public record TableLineage(
    String table,
    Optional<String> file,
    List<Column> columns,
    List<ColumnLineage> columnLineage,
    Influences rows,
    SortedMap<String, List<String>> scanned,
    List<String> notUnderstood) {
  public TableLineage {
    columns = List.copyOf(columns);
    columnLineage = List.copyOf(columnLineage);
    notUnderstood = List.copyOf(notUnderstood);
  }

  public static TableLineage ofSource(String name, TableSchema schema) {
    return new TableLineage(
        name,
        Optional.empty(),
        schema.columns(),
        schema.columns().stream().map(column -> ColumnLineage.NONE).toList(),
        Influences.NONE,
        new TreeMap<>(),
        List.of());
  }

  /**
   * Of a model.
   *
   * @param schemas of all that it reads
   */
  public static TableLineage ofModel(UnderstoodModel understood, Map<String, TableSchema> schemas) {
    CompiledModel model = understood.model();
    Map<String, List<String>> names = new TreeMap<>();
    TreeMap<String, List<String>> scanned = new TreeMap<>();
    for (InputUse input : model.inputs()) {
      List<String> all = schemas.get(input.table()).columns().stream().map(Column::name).toList();
      names.put(input.table(), all);
      // Of a query that is known by its text only nobody knows what it reads.
      boolean unknown =
          understood.bound() instanceof OpaqueNode opaque && opaque.inputs().isEmpty();
      scanned.put(
          input.table(), unknown ? all : all.stream().filter(input.columns()::contains).toList());
    }
    PlanLineage plan = PlanLineage.of(understood.bound(), model.columns().size(), names);
    List<Column> columns = new ArrayList<>();
    for (OutputColumn column : model.columns()) {
      columns.add(new Column(column.name(), column.stored().engineType()));
    }
    return new TableLineage(
        model.name(),
        Optional.of(model.file()),
        columns,
        plan.columns(),
        plan.rows(),
        scanned,
        plan.notUnderstood());
  }

  public boolean isSource() {
    return file.isEmpty();
  }
}

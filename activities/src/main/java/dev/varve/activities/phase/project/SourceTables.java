package dev.varve.activities.phase.project;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.FileFormat;
import dev.varve.activities.lane.InputTable;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.planner.types.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a project's declaration of a source meets the way a lane reads files. */
public final class SourceTables {
  private SourceTables() {}

  public static InputTable of(SourceDeclaration source, TableSchema schema, List<Path> files) {
    List<Column> columns = new ArrayList<>();
    schema.columns().forEach(column -> columns.add(new Column(column.name(), column.type())));
    return table(source, columns, files);
  }

  static List<Column> declaredColumns(SourceDeclaration source) {
    List<Column> columns = new ArrayList<>();
    source.columns().forEach((name, type) -> columns.add(new Column(name, type)));
    return columns;
  }

  static InputTable table(SourceDeclaration source, List<Column> columns, List<Path> files) {
    int dot = source.name().indexOf('.');
    return new InputTable(
        source.name().substring(0, dot),
        source.name().substring(dot + 1),
        columns,
        files,
        format(source),
        true,
        source.options());
  }

  static FileFormat format(SourceDeclaration source) {
    return switch (source.format()) {
      case PARQUET -> FileFormat.PARQUET;
      case CSV -> FileFormat.CSV;
      case JSON -> FileFormat.JSON;
    };
  }
}

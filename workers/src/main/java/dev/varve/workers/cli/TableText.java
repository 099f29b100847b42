package dev.varve.workers.cli;

import dev.varve.activities.metrics.Amounts;
import dev.varve.activities.plan.PlannedColumn;
import dev.varve.workers.TableView;
import dev.varve.workers.cli.Columns.Cell;
import dev.varve.workers.cli.Columns.Side;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A table for people: what it is, its schema, its first rows. */
final class TableText {
  private static final int CELL_WIDTH = 60;
  private static final Pattern NUMERIC =
      Pattern.compile("(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL\\(.*\\)");

  private TableText() {}

  static void print(PrintStream out, Paint paint, TableView table) {
    out.println(
        paint.bold(Columns.printable(table.model())) + paint.dim(" in " + table.environment()));
    out.println(
        "%s, %s, version %d"
            .formatted(
                Amounts.count(table.rows(), "row", "rows"),
                Amounts.bytes(table.bytes()),
                table.version()));
    out.println(paint.dim(table.folder().toString()));
    out.println();
    schema(out, paint, table.columns());
    if (!table.firstRows().isEmpty()) {
      out.println();
      rows(out, paint, table);
    }
    if (table.firstRows().size() < table.rows() && !table.firstRows().isEmpty()) {
      out.println(
          paint.dim(
              "(the first %s of %s)"
                  .formatted(
                      Amounts.count(table.firstRows().size()), Amounts.count(table.rows()))));
    }
  }

  private static void schema(PrintStream out, Paint paint, List<PlannedColumn> columns) {
    Columns schema = new Columns("  ");
    for (PlannedColumn column : columns) {
      String type = Columns.printable(column.type());
      schema.add(
          List.of(Cell.left(Columns.printable(column.name())), Cell.left(type, paint.dim(type))));
    }
    schema.lines().forEach(line -> out.println("  " + line));
  }

  private static void rows(PrintStream out, Paint paint, TableView table) {
    Columns columns = new Columns("  ");
    List<Side> sides = new ArrayList<>();
    List<Cell> header = new ArrayList<>();
    for (PlannedColumn column : table.columns()) {
      Side side = NUMERIC.matcher(column.type()).matches() ? Side.RIGHT : Side.LEFT;
      String name = Columns.cut(Columns.printable(column.name()), CELL_WIDTH);
      sides.add(side);
      header.add(new Cell(name, paint.bold(name), side));
    }
    columns.add(header);
    for (List<Optional<String>> row : table.firstRows()) {
      List<Cell> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(cell(paint, row.get(i), sides.get(i)));
      }
      columns.add(cells);
    }
    columns.lines().forEach(line -> out.println("  " + line));
  }

  private static Cell cell(Paint paint, Optional<String> value, Side side) {
    if (value.isEmpty()) {
      return new Cell("NULL", paint.dim("NULL"), side);
    }
    String text = Columns.cut(Columns.printable(value.get()), CELL_WIDTH);
    return new Cell(text, text, side);
  }
}

package dev.varve.workers.cli.understood;

import dev.varve.activities.metrics.Amounts;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.LineageReport.Point;
import dev.varve.activities.plan.LineageReport.SourceUse;
import dev.varve.activities.plan.LineageReport.Table;
import dev.varve.activities.plan.PlannedColumn;
import dev.varve.workers.cli.Columns;
import dev.varve.workers.cli.Columns.Cell;
import dev.varve.workers.cli.Paint;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lineage for people: a tree for each column, and one for the rows. */
public final class LineageText {
  private LineageText() {}

  public static void print(PrintStream out, Paint paint, LineageReport lineage) {
    boolean down = lineage.direction().equals(LineageReport.DOWN);
    Table asked = lineage.tables().get(0);
    out.println(
        paint.bold(Columns.printable(asked.name()))
            + paint.dim("  " + asked.file().map(Columns::printable).orElse("a source"))
            + (down ? paint.dim("  and what comes of it") : ""));
    LineageTree tree = new LineageTree(lineage, out, paint);
    for (PlannedColumn column : asked.columns()) {
      if (lineage.column().map(column.name()::equals).orElse(true)) {
        column(out, paint, tree, new Point(asked.name(), Optional.of(column.name())), column, down);
      }
    }
    Point rows = new Point(asked.name(), Optional.empty());
    if (!tree.isLeaf(rows)) {
      out.println();
      out.println(
          "  "
              + paint.bold("rows")
              + paint.dim(down ? "  of which the number counts" : "  decided for all columns by"));
      tree.print(rows, "  ");
    }
    if (down) {
      models(out, lineage);
    } else {
      sources(out, paint, lineage.sources());
    }
    notUnderstood(out, paint, lineage.tables());
  }

  private static void column(
      PrintStream out,
      Paint paint,
      LineageTree tree,
      Point point,
      PlannedColumn column,
      boolean down) {
    out.println();
    out.println(
        "  "
            + paint.bold(Columns.printable(column.name()))
            + "  "
            + paint.dim(Columns.printable(column.type())));
    if (tree.isLeaf(point)) {
      out.println("  " + paint.dim(down ? "└─ nothing reads it" : "└─ from no column"));
    } else {
      tree.print(point, "  ");
    }
  }

  private static void models(PrintStream out, LineageReport lineage) {
    List<String> models =
        lineage.tables().stream()
            .skip(1)
            .map(table -> Columns.printable(table.name()))
            .sorted()
            .toList();
    out.println();
    out.println(
        models.isEmpty()
            ? "No model depends on it."
            : Amounts.count(models.size(), "model depends", "models depend")
                + " on it: "
                + String.join(", ", models)
                + ".");
  }

  private static void sources(PrintStream out, Paint paint, List<SourceUse> sources) {
    if (sources.isEmpty()) {
      return;
    }
    out.println();
    out.println(paint.bold("Sources"));
    Columns columns = new Columns("  ");
    for (SourceUse source : sources) {
      String counts =
          "%d of %d columns required".formatted(source.required().size(), source.columns().size());
      columns.add(
          List.of(
              Cell.left("  " + Columns.printable(source.name())),
              Cell.left(counts),
              Cell.left(Columns.printable(String.join(", ", source.required())))));
      List<String> scanned = new ArrayList<>(source.scanned());
      scanned.removeAll(source.required());
      if (!scanned.isEmpty()) {
        String rest = Columns.printable(String.join(", ", scanned));
        columns.add(
            List.of(
                Cell.left(""),
                Cell.left("scanned as well", paint.dim("scanned as well")),
                Cell.left(rest, paint.dim(rest))));
      }
    }
    columns.lines().forEach(out::println);
  }

  private static void notUnderstood(PrintStream out, Paint paint, List<Table> tables) {
    for (Table table : tables) {
      if (!table.notUnderstood().isEmpty()) {
        out.println();
        out.println(
            paint.yellow("unknown")
                + ": a part of "
                + Columns.printable(table.name())
                + " is not understood ("
                + Columns.printable(String.join(", ", table.notUnderstood()))
                + "): anything below that part may be in anything above it.");
      }
    }
  }
}

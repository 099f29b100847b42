package dev.varve.planner.artifact;

import dev.varve.planner.diff.ColumnChange;
import dev.varve.planner.diff.ColumnChange.Shape;
import dev.varve.planner.diff.Downstream;
import dev.varve.planner.diff.Edit;
import dev.varve.planner.diff.ModelChange;
import dev.varve.planner.diff.ModelDiff;
import java.util.List;
import java.util.Locale;

/** What changed of a model, one thing a line. */
final class DifferenceLines {
  private final StringBuilder text = new StringBuilder();

  private DifferenceLines() {}

  static String of(Difference difference) {
    DifferenceLines lines = new DifferenceLines();
    lines.line("against", difference.against());
    if (difference.change().isPresent()) {
      lines.write(difference.change().get());
    } else {
      lines.line("category", "NONE");
    }
    return lines.text.toString();
  }

  private void write(ModelChange change) {
    line("status", word(change.status()));
    line("category", change.category().map(Enum::name).orElse("not known"));
    change.formerName().ifPresent(name -> line("was called", name));
    if (change.sameText()) {
      line("text", "as it was");
    }
    if (!change.why().isEmpty()) {
      line("not compared", change.why());
    }
    change.columns().forEach(shape -> line("column", written(shape)));
    change.diff().ifPresent(this::write);
    readers("affected", change.affected());
    readers("not affected", change.unaffected());
  }

  private void write(ModelDiff diff) {
    for (ColumnChange column : diff.columns()) {
      line("column " + word(column.kind()), change(column));
    }
    diff.edits().stream().map(Edit::sentence).forEach(sentence -> line("edit", sentence));
    diff.multiplying().forEach(sentence -> line("may multiply rows", sentence));
    diff.doubts().forEach(sentence -> line("doubt", sentence));
  }

  private void readers(String what, List<Downstream> readers) {
    for (Downstream reader : readers) {
      String columns = reader.allColumns() ? "all columns" : String.join(", ", reader.columns());
      line(what, reader.model() + " (" + columns + "): " + reader.why());
    }
  }

  private static String change(ColumnChange column) {
    String after = column.after().map(DifferenceLines::written).orElse("gone");
    return column.before().map(before -> written(before) + " → " + after).orElse(after);
  }

  private static String written(Shape shape) {
    String type = shape.name() + " " + shape.type();
    return shape.expression().isEmpty() ? type : type + " = " + shape.expression();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private void line(String what, String value) {
    text.append(what).append(": ").append(value.replaceAll("\\s+", " ")).append('\n');
  }
}

package dev.varve.workers.cli.understood;

import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.DiffReport.ColumnShape;
import dev.varve.activities.plan.DiffReport.Model;
import dev.varve.activities.plan.DiffReport.Reader;
import dev.varve.activities.plan.Verdict;
import dev.varve.workers.cli.Columns;
import dev.varve.workers.cli.Paint;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What changed, for people: a block for each model, with what it affects below it. */
public final class DiffText {
  /** More readers than this are counted unless all is asked for. */
  private static final int READERS = 12;

  private static final int COMMIT = 12;

  private final PrintStream out;
  private final Paint paint;
  private final boolean verbose;

  private DiffText(PrintStream out, Paint paint, boolean verbose) {
    this.out = out;
    this.paint = paint;
    this.verbose = verbose;
  }

  public static void print(PrintStream out, Paint paint, DiffReport diff, boolean verbose) {
    new DiffText(out, paint, verbose).print(diff);
  }

  private void print(DiffReport diff) {
    DiffReport.Against against = diff.against();
    String detail = Columns.printable(against.detail());
    boolean revision = against.kind().equals("revision");
    out.println(
        "Compared with "
            + (revision ? "revision " : "environment ")
            + paint.bold(Columns.printable(against.name()))
            + paint.dim(
                revision
                    ? " (" + detail.substring(0, Math.min(COMMIT, detail.length())) + ")"
                    : ", as it was built by " + detail));
    against.notes().forEach(note -> out.println(paint.dim(Columns.printable(note))));
    diff.models().forEach(this::model);
    for (DiffReport.Source source : diff.sources()) {
      out.println();
      out.println(
          paint.bold(Columns.printable(source.name()))
              + "  source, "
              + (source.change().equals("changed")
                  ? "declared or read otherwise"
                  : source.change()));
      readers("affected", source.affected());
      readers("not affected", source.unaffected());
    }
    out.println();
    out.println(summary(diff));
  }

  private void model(Model model) {
    out.println();
    StringBuilder heading = new StringBuilder(paint.bold(Columns.printable(model.name())));
    heading.append("  ").append(category(model));
    if (!model.status().equals("changed") && !model.status().equals("uncompared")) {
      heading.append("  ").append(model.status());
    }
    model.formerName().ifPresent(name -> heading.append(", was ").append(Columns.printable(name)));
    if (model.sameText()) {
      heading.append(paint.dim("  its own text is as it was"));
    }
    model.verdict().ifPresent(verdict -> heading.append("  ").append(answer(verdict)));
    out.println(heading);
    if (!model.why().isEmpty()) {
      line(" ", "not compared: " + model.why());
    }
    model.columns().forEach(this::column);
    for (DiffReport.Change edit : model.edits()) {
      line("*", edit.sentence());
    }
    for (String sentence : model.multiplying()) {
      line(paint.red("!"), sentence);
    }
    for (String sentence : model.doubts()) {
      line("?", sentence);
    }
    boolean breaking = model.category().map(c -> c.equals("BREAKING")).orElse(false);
    if (breaking && model.sameRows().equals(Optional.of(false)) && model.edits().isEmpty()) {
      line("?", "the rows are not proved to be the same");
    }
    model.verdict().ifPresent(this::verdict);
    readers("affected", model.affected());
    readers("not affected", model.unaffected());
  }

  private String answer(Verdict verdict) {
    if (verdict instanceof Verdict.ProvedEqual) {
      return paint.green(verdict.answer());
    }
    return verdict instanceof Verdict.Counterexample
        ? paint.red(verdict.answer())
        : paint.dim(verdict.answer());
  }

  private void verdict(Verdict verdict) {
    if (verdict instanceof Verdict.Unknown) {
      line("?", verdict.text());
    }
    if (verdict instanceof Verdict.Counterexample counterexample) {
      line(paint.red("≠"), counterexample.text());
      counterexample.tables().forEach(this::table);
      if (verbose) {
        counterexample.script().lines().forEach(text -> out.println("      " + paint.dim(text)));
      }
    }
  }

  private void table(Verdict.Table table) {
    Columns columns = new Columns("  ");
    columns.add(
        table.columns().stream()
            .map(name -> Columns.printable(name))
            .map(name -> Columns.Cell.left(name, paint.dim(name)))
            .toList());
    for (List<Optional<String>> row : table.rows()) {
      columns.add(
          row.stream()
              .map(value -> Columns.printable(value.orElse("NULL")))
              .map(Columns.Cell::left)
              .toList());
    }
    out.println("      " + Columns.printable(table.title()));
    columns.lines().forEach(text -> out.println("        " + text));
    if (table.rows().isEmpty()) {
      out.println("        " + paint.dim("(no rows)"));
    }
  }

  private String category(Model model) {
    String category = model.category().orElse("UNCOMPARED");
    return switch (category) {
      case "NONE", "METADATA_ONLY" -> paint.dim(category);
      case "ADDITIVE" -> paint.green(category);
      case "ROW_MULTIPLYING" -> paint.red(category);
      default -> paint.yellow(category);
    };
  }

  private void line(String sign, String text) {
    out.println("  " + sign + " " + Columns.printable(text));
  }

  private void column(DiffReport.Column column) {
    switch (column.change()) {
      case "added" -> line(paint.green("+"), shape(column.after().orElseThrow()));
      case "removed" -> line(paint.red("-"), shape(column.before().orElseThrow()));
      case "renamed" ->
          line(
              paint.yellow("~"),
              column.before().orElseThrow().name() + " is now called " + column.name());
      case "retyped" ->
          line(
              paint.yellow("~"),
              column.name()
                  + "  "
                  + column.before().orElseThrow().type()
                  + " → "
                  + column.after().orElseThrow().type()
                  + expressions(column));
      default -> line(paint.yellow("~"), column.name() + changed(column));
    }
  }

  private static String shape(ColumnShape shape) {
    boolean plain = shape.expression().isEmpty() || shape.expression().equals(shape.name());
    return shape.name() + "  " + shape.type() + (plain ? "" : "  " + shape.expression());
  }

  private static String changed(DiffReport.Column column) {
    String expressions = expressions(column);
    return expressions.isEmpty() ? "  not proved to be the same" : expressions;
  }

  private static String expressions(DiffReport.Column column) {
    String before = column.before().orElseThrow().expression();
    String after = column.after().orElseThrow().expression();
    return before.equals(after) ? "" : "  " + before + " → " + after;
  }

  private void readers(String title, List<Reader> readers) {
    int shown = verbose ? readers.size() : Math.min(READERS, readers.size());
    List<List<String>> rows = new ArrayList<>();
    for (Reader reader : readers.subList(0, shown)) {
      String columns =
          reader.columns().isEmpty()
              ? ""
              : reader.allColumns()
                  ? " (all columns)"
                  : " (" + String.join(", ", reader.columns()) + ")";
      rows.add(
          List.of(Columns.printable(reader.model() + columns), Columns.printable(reader.why())));
    }
    int width = rows.stream().mapToInt(row -> row.get(0).length()).max().orElse(0);
    boolean first = true;
    for (List<String> row : rows) {
      out.println(
          "    "
              + pad(first ? title : "", "not affected".length())
              + "  "
              + pad(row.get(0), width)
              + "  "
              + paint.dim(row.get(1)));
      first = false;
    }
    if (shown < readers.size()) {
      out.println(
          "    "
              + pad("", "not affected".length())
              + "  and "
              + (readers.size() - shown)
              + " more");
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String summary(DiffReport diff) {
    if (!diff.differs()) {
      return "Nothing changed.";
    }
    Map<String, Integer> counts = new TreeMap<>();
    TreeSet<String> affected = new TreeSet<>();
    TreeSet<String> spared = new TreeSet<>();
    for (Model model : diff.models()) {
      counts.merge(model.category().orElse("UNCOMPARED"), 1, Integer::sum);
      model.affected().forEach(reader -> affected.add(reader.model()));
      model.unaffected().forEach(reader -> spared.add(reader.model()));
    }
    for (DiffReport.Source source : diff.sources()) {
      source.affected().forEach(reader -> affected.add(reader.model()));
      source.unaffected().forEach(reader -> spared.add(reader.model()));
    }
    spared.removeAll(affected);
    List<String> parts = new ArrayList<>();
    counts.forEach((category, count) -> parts.add(count + " " + category));
    int changed = diff.models().size();
    return (changed == 1 ? "1 model changed" : changed + " models changed")
        + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")")
        + "; downstream "
        + affected.size()
        + " affected, "
        + spared.size()
        + " not affected.";
  }
}

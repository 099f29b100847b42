package dev.varve.workers.cli.understood;

import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.ExplainReport.Ingredient;
import dev.varve.activities.plan.ExplainReport.Input;
import dev.varve.activities.plan.ExplainReport.Operator;
import dev.varve.workers.cli.Columns;
import dev.varve.workers.cli.Columns.Cell;
import dev.varve.workers.cli.Paint;
import java.io.PrintStream;
import java.util.List;

/** An explanation for people, section by section. */
public final class ExplainText {
  private static final int FINGERPRINT = 12;

  /** Bound forms of what is not understood can be pages long. */
  private static final int OPERATOR_WIDTH = 160;

  private static final List<String> INLINE = List.of("PART_OF_READERS", "TABLE_GIVEN_UP");

  private final PrintStream out;
  private final Paint paint;
  private final ExplainReport explained;
  private final boolean everything;

  private ExplainText(PrintStream out, Paint paint, ExplainReport explained, boolean everything) {
    this.out = out;
    this.paint = paint;
    this.explained = explained;
    this.everything = everything;
  }

  /** Writes it. */
  public static void print(
      PrintStream out, Paint paint, ExplainReport explained, boolean everything) {
    new ExplainText(out, paint, explained, everything).print();
  }

  private void print() {
    out.println(
        paint.bold(Columns.printable(explained.model()))
            + paint.dim("  " + Columns.printable(explained.file())));
    out.println(
        "A build of "
            + Columns.printable(explained.environment())
            + " would "
            + paint.decision(explained.decision(), doing(explained.decision()))
            + ": "
            + Columns.printable(explained.reason().message())
            + ".");
    result();
    heading("Query plan, as the engine bound it");
    operators(explained.plan());
    heading("Normal form, of which the fingerprint is " + cut(explained.planFingerprint()));
    operators(explained.normalForm());
    explained.fingerprintParts().forEach(part -> out.println("  and " + Columns.printable(part)));
    reads();
    if (!inline()) {
      key();
    }
    facts();
  }

  private static String doing(String decision) {
    return switch (decision) {
      case "skip", "reuse", "rebuild" -> decision + " it";
      default -> "leave it " + decision;
    };
  }

  private void heading(String text) {
    out.println();
    out.println(paint.bold(text));
  }

  private static String cut(String fingerprint) {
    return fingerprint.length() <= FINGERPRINT
        ? fingerprint
        : fingerprint.substring(0, FINGERPRINT);
  }

  private void result() {
    heading("Result");
    Columns columns = new Columns("  ");
    add(
        columns,
        "columns",
        String.join(
            ", ",
            explained.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList()));
    add(columns, "path", path());
    explained.notUnderstood().forEach(reason -> add(columns, "", reason));
    add(columns, "class", resultClass());
    explained.classReasons().forEach(reason -> add(columns, "", reason));
    if (!inline()) {
      written(columns);
    }
    columns.lines().forEach(out::println);
  }

  /** What is part of its readers has no rows, files or key of its own. */
  private boolean inline() {
    return INLINE.contains(explained.reason().code());
  }

  private void written(Columns columns) {
    threads(columns);
    add(columns, "tier", explained.order().tier());
    add(
        columns,
        "order",
        explained.order().terms().isEmpty()
            ? "as the engine gives the rows"
            : String.join(", ", explained.order().terms()));
    add(columns, "", explained.order().why());
  }

  private void threads(Columns columns) {
    List<String> own =
        explained.threadReasons().stream()
            .filter(reason -> !explained.classReasons().contains(reason))
            .toList();
    if (explained.threadReasons().isEmpty()) {
      add(columns, "threads", "as the profile says");
    } else {
      boolean same = own.size() < explained.threadReasons().size();
      add(columns, "threads", same ? "one, for the same reasons" : "one");
      own.forEach(reason -> add(columns, "", reason));
    }
  }

  private String path() {
    return explained.path().equals("algebra")
        ? "algebra: all of it is understood"
        : explained.path() + ": not all of it is understood";
  }

  private String resultClass() {
    return switch (explained.resultClass()) {
      case "exact" -> "exact: the rows read determine the result, in whatever order they come";
      case "order-sensitive" -> "order-sensitive: the order of the rows read can change the result";
      case "volatile" -> "volatile: every build gives another result, so that it is always built";
      default -> explained.resultClass();
    };
  }

  private static void add(Columns columns, String name, String text) {
    columns.add(List.of(Cell.left("  " + name), Cell.left(Columns.printable(text))));
  }

  private void operators(List<Operator> operators) {
    Columns columns = new Columns("  ");
    for (Operator operator : operators) {
      String indent = "  ".repeat(operator.depth());
      String text = Columns.printable(operator.text());
      String fingerprint = cut(operator.fingerprint());
      columns.add(
          List.of(
              Cell.left("  " + fingerprint, "  " + paint.dim(fingerprint)),
              Cell.left(operator.resultClass().orElse("")),
              Cell.left(indent + (everything ? text : Columns.cut(text, OPERATOR_WIDTH)))));
      for (String reason : operator.reasons()) {
        String why = Columns.printable(reason);
        columns.add(
            List.of(
                Cell.left(""),
                Cell.left(""),
                Cell.left(indent + "^ " + why, indent + paint.yellow("^ " + why))));
      }
    }
    columns.lines().forEach(out::println);
  }

  private void reads() {
    heading("Reads");
    Columns columns = new Columns("  ");
    for (Input input : explained.inputs()) {
      String read =
          input.allColumns()
              ? "all columns, in the order of the rows"
              : input.columns().isEmpty()
                  ? input.counts()
                      ? "the number of rows only"
                      : "nothing that has a part in the result"
                  : String.join(", ", input.columns());
      columns.add(
          List.of(
              Cell.left("  " + Columns.printable(input.table())),
              Cell.left(input.kind(), paint.dim(input.kind())),
              Cell.left(Columns.printable(read))));
    }
    columns.lines().forEach(out::println);
    if (explained.inputs().isEmpty()) {
      out.println("  nothing");
    }
  }

  private void key() {
    heading(
        "Step key  "
            + explained
                .key()
                .fingerprint()
                .map(ExplainText::cut)
                .orElse("not known before its inputs are built"));
    Columns columns = new Columns("  ");
    for (Ingredient ingredient : explained.key().ingredients()) {
      String unknown = "not known yet: " + Columns.printable(ingredient.unknown());
      columns.add(
          List.of(
              Cell.left("  " + ingredient.kind(), "  " + paint.dim(ingredient.kind())),
              Cell.left(Columns.printable(ingredient.name())),
              ingredient
                  .value()
                  .map(value -> Cell.left(value(value)))
                  .orElseGet(() -> Cell.left(unknown, paint.yellow(unknown)))));
    }
    columns.lines().forEach(out::println);
  }

  /** Fingerprints and digests are cut unless everything is asked for. */
  private String value(String value) {
    if (value.isEmpty()) {
      return paint.dim("none");
    }
    String text = Columns.printable(value);
    return !everything && text.matches("[0-9a-f]{40,}") ? cut(text) : text;
  }

  private void facts() {
    heading("Relies on");
    if (explained.facts().isEmpty()) {
      out.println(
          "  no declared fact: keys and not_null are checked when the table is built, no rewrite rests on them");
    }
    explained.facts().forEach(fact -> out.println("  " + Columns.printable(fact)));
    for (String version : explained.versions()) {
      String text = Columns.printable(version);
      out.println("  " + (everything ? text : Columns.cut(text, OPERATOR_WIDTH)));
    }
  }
}

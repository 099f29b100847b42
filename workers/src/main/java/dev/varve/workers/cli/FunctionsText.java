package dev.varve.workers.cli;

import dev.varve.activities.metrics.Amounts;
import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.ListedFunction;
import dev.varve.workers.cli.Columns.Cell;
import java.io.PrintStream;
import java.util.List;

/** Functions for people: a line for each, the project's own first. */
final class FunctionsText {
  private static final int SIGNATURE_WIDTH = 60;
  private static final int FINGERPRINT_WIDTH = 12;
  private static final List<String> HEADER =
      List.of("kind", "name", "signature", "volatility", "lanes", "rung", "fingerprint");

  private FunctionsText() {}

  static void print(PrintStream out, Paint paint, FunctionReport report) {
    Columns columns = new Columns("  ");
    columns.add(HEADER.stream().map(title -> Cell.left(title, paint.bold(title))).toList());
    for (ListedFunction function : report.functions()) {
      String fingerprint = function.fingerprint().substring(0, FINGERPRINT_WIDTH);
      columns.add(
          List.of(
              Cell.left(function.kind()),
              Cell.left(Columns.printable(function.name())),
              Cell.left(signature(function)),
              Cell.left(function.volatility()),
              Cell.left(String.join(", ", function.lanes())),
              Cell.left(function.rung()),
              Cell.left(fingerprint, paint.dim(fingerprint))));
    }
    columns.lines().forEach(out::println);
    out.println(Amounts.count(report.functions().size(), "function", "functions") + ".");
  }

  private static String signature(ListedFunction function) {
    return function.signatures().size() == 1
        ? Columns.cut(Columns.printable(function.signatures().get(0)), SIGNATURE_WIDTH)
        : function.signatures().size() + " signatures";
  }
}

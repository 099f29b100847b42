package dev.varve.workers.cli;

import dev.varve.activities.plan.PlanProblem;
import java.io.PrintStream;
import java.util.List;

/** Problems for people: place first, as editors and build logs understand it, then the mend. */
final class ProblemText {
  private ProblemText() {}

  static void print(PrintStream out, Paint paint, List<PlanProblem> problems) {
    List<PlanProblem> distinct = problems.stream().distinct().toList();
    for (int i = 0; i < distinct.size(); i++) {
      PlanProblem problem = distinct.get(i);
      String place = place(problem);
      if (!place.isEmpty()) {
        out.print(paint.bold(place) + ": ");
      }
      out.println(paint.red(problem.code()) + ": " + indented(problem.message()));
      boolean saidNext =
          i + 1 < distinct.size() && distinct.get(i + 1).mend().equals(problem.mend());
      if (!problem.mend().isEmpty() && !saidNext) {
        out.println("    " + indented(problem.mend()));
      }
    }
    if (distinct.size() > 1) {
      out.println(distinct.size() + " problems.");
    }
  }

  /** {@code file:line:column}, as far as it is known; else the model. */
  static String place(PlanProblem problem) {
    if (problem.file().isEmpty()) {
      return Columns.printable(problem.model().orElse(""));
    }
    StringBuilder place = new StringBuilder(Columns.printable(problem.file().get()));
    if (problem.line() > 0) {
      place.append(':').append(problem.line());
      if (problem.column() > 0) {
        place.append(':').append(problem.column());
      }
    }
    return place.toString();
  }

  private static String indented(String text) {
    return text.strip()
        .lines()
        .map(Columns::printable)
        .reduce((a, b) -> a + "\n    " + b)
        .orElse("");
  }
}

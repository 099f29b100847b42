package dev.varve.workers.cli;

import dev.varve.activities.plan.PlanProblem;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Problems for people: place first, as editors and build logs understand it, then the mend. */
final class ProblemText {
  private ProblemText() {}

  static void print(PrintStream out, Paint paint, List<PlanProblem> problems) {
    List<PlanProblem> distinct = distinct(problems);
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

  /**
   * What reads the same is printed once, also where it is wrong with several tables of one file.
   */
  private static List<PlanProblem> distinct(List<PlanProblem> problems) {
    Map<List<String>, PlanProblem> byText = new LinkedHashMap<>();
    for (PlanProblem problem : problems) {
      byText.putIfAbsent(
          List.of(place(problem), problem.code(), problem.message(), problem.mend()), problem);
    }
    return List.copyOf(byText.values());
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

package dev.varve.tests.benchmark;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Figures as one aligned table. */
final class FigureTable {
  private static final List<String> HEADINGS =
      List.of("case", "what", "figure", "goal", "", "how it came about");

  private FigureTable() {}

  static void print(List<Figure> figures, PrintStream out) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    for (Figure figure : figures) {
      rows.add(
          List.of(
              figure.benchmark(),
              figure.what(),
              figure.shownValue(),
              figure.shownGoal(),
              figure.verdict(),
              figure.details()));
    }
    int[] widths = widths(rows);
    for (List<String> row : rows) {
      out.println(line(row, widths));
    }
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    return line.toString().stripTrailing();
  }
}

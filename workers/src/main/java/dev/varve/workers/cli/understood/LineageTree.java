package dev.varve.workers.cli.understood;

import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.LineageReport.Edge;
import dev.varve.activities.plan.LineageReport.Point;
import dev.varve.workers.cli.Columns;
import dev.varve.workers.cli.Paint;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A tree of what one thing comes from, or of what comes of it. */
final class LineageTree {
  private static final String ROWS = "rows";

  private final boolean down;
  private final PrintStream out;
  private final Paint paint;
  private final Map<Point, List<Edge>> edges = new LinkedHashMap<>();

  LineageTree(LineageReport lineage, PrintStream out, Paint paint) {
    this.down = lineage.direction().equals(LineageReport.DOWN);
    this.out = out;
    this.paint = paint;
    for (Edge edge : lineage.edges()) {
      edges.computeIfAbsent(near(edge), point -> new ArrayList<>()).add(edge);
    }
    // What gives values stands before what influences them, and columns before rows.
    edges
        .values()
        .forEach(
            list ->
                list.sort(
                    Comparator.comparing((Edge edge) -> edge.derivation().isEmpty())
                        .thenComparing(edge -> far(edge).column().isEmpty())));
  }

  private Point near(Edge edge) {
    return down ? edge.from() : edge.to();
  }

  private Point far(Edge edge) {
    return down ? edge.to() : edge.from();
  }

  boolean isLeaf(Point point) {
    return !edges.containsKey(point);
  }

  void print(Point root, String indent) {
    print(root, indent, new LinkedHashSet<>(Set.of(root)));
  }

  /** What was followed in this tree already is named and not followed again. */
  private void print(Point point, String indent, Set<Point> followed) {
    List<Edge> next = worthSaying(edges.getOrDefault(point, List.of()));
    for (int i = 0; i < next.size(); i++) {
      Edge edge = next.get(i);
      Point far = far(edge);
      boolean last = i == next.size() - 1;
      boolean again = !isLeaf(far) && !followed.add(far);
      out.println(
          indent
              + paint.dim(last ? "└─ " : "├─ ")
              + name(far)
              + how(edge)
              + (again ? paint.dim("  (see above)") : ""));
      if (!again) {
        print(far, indent + (last ? "   " : paint.dim("│") + "  "), followed);
      }
    }
  }

  /** That a table's rows count goes without saying where one of its columns does. */
  private List<Edge> worthSaying(List<Edge> next) {
    return next.stream()
        .filter(
            edge ->
                !edge.influences().equals(List.of(ROWS))
                    || edge.derivation().isPresent()
                    || !isLeaf(far(edge))
                    || next.stream()
                        .noneMatch(
                            other ->
                                far(other).column().isPresent()
                                    && far(other).table().equals(far(edge).table())))
        .toList();
  }

  static String name(Point point) {
    String table = Columns.printable(point.table());
    return point
        .column()
        .map(column -> table + "." + Columns.printable(column))
        .orElse("rows of " + table);
  }

  private String how(Edge edge) {
    List<String> ways = new ArrayList<>(edge.derivation().stream().toList());
    for (String way : edge.influences()) {
      // The rows of a table say so themselves.
      if (!way.equals(ROWS)) {
        ways.add(way);
      }
    }
    return ways.isEmpty() ? "" : "  " + paint.dim(String.join(", ", ways));
  }
}

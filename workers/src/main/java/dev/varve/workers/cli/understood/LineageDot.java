package dev.varve.workers.cli.understood;

import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.LineageReport.Edge;
import dev.varve.activities.plan.LineageReport.Point;
import dev.varve.activities.plan.LineageReport.Table;
import dev.varve.workers.cli.Columns;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lineage as a graph for Graphviz: a box for each table, dashed lines for what gives no values. */
public final class LineageDot {
  private LineageDot() {}

  public static void print(PrintStream out, LineageReport lineage) {
    out.println("digraph lineage {");
    out.println("  rankdir=LR;");
    out.println("  node [shape=box, style=rounded, fontname=\"sans-serif\"];");
    Map<String, Set<Point>> points = points(lineage);
    int number = 0;
    for (Table table : lineage.tables()) {
      out.println("  subgraph cluster_" + number++ + " {");
      out.println("    label=" + quoted(table.name()) + ";");
      for (Point point : points.getOrDefault(table.name(), Set.of())) {
        out.println(
            "    "
                + quoted(LineageTree.name(point))
                + " [label="
                + quoted(point.column().orElse("rows"))
                + (point.column().isPresent() ? "" : ", style=dashed")
                + "];");
      }
      out.println("  }");
    }
    for (Edge edge : lineage.edges()) {
      List<String> ways = new ArrayList<>(edge.derivation().stream().toList());
      ways.addAll(edge.influences());
      out.println(
          "  "
              + quoted(LineageTree.name(edge.from()))
              + " -> "
              + quoted(LineageTree.name(edge.to()))
              + " [label="
              + quoted(String.join(", ", ways))
              + (edge.derivation().isPresent() ? "" : ", style=dashed")
              + "];");
    }
    out.println("}");
  }

  /** What was asked for is there although nothing may lead to it. */
  private static Map<String, Set<Point>> points(LineageReport lineage) {
    Map<String, Set<Point>> points = new LinkedHashMap<>();
    Table asked = lineage.tables().get(0);
    asked.columns().stream()
        .map(column -> column.name())
        .filter(name -> lineage.column().map(name::equals).orElse(true))
        .forEach(name -> add(points, new Point(asked.name(), Optional.of(name))));
    for (Edge edge : lineage.edges()) {
      add(points, edge.from());
      add(points, edge.to());
    }
    return points;
  }

  private static void add(Map<String, Set<Point>> points, Point point) {
    points.computeIfAbsent(point.table(), table -> new LinkedHashSet<>()).add(point);
  }

  private static String quoted(String text) {
    String printable = Columns.printable(text);
    return "\"" + printable.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}

package dev.varve.planner.artifact;

import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.encode.PlanEncoding.Identified;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import java.util.LinkedHashMap;
import java.util.Map;

/** The graph of a plan's parts for Graphviz: equal parts are one box. */
final class PlanDot {
  private static final int HEX = 12;

  private PlanDot() {}

  static String of(String name, Node plan) {
    Map<String, String> boxes = new LinkedHashMap<>();
    Map<String, String> arrows = new LinkedHashMap<>();
    add(PlanEncoding.identify(plan), boxes, arrows);
    StringBuilder text = new StringBuilder("digraph " + quoted(name) + " {\n");
    text.append("  rankdir=BT; node [shape=box];\n");
    boxes.values().forEach(text::append);
    arrows.values().forEach(text::append);
    return text.append("}\n").toString();
  }

  private static String add(
      Identified plan, Map<String, String> boxes, Map<String, String> arrows) {
    String id = plan.fingerprint().hex().substring(0, HEX);
    if (boxes.containsKey(id)) {
      return id;
    }
    String label = PlanText.line(plan.node()) + "\n" + id;
    boxes.put(id, "  " + quoted(id) + " [label=" + quoted(label) + "];\n");
    for (int i = 0; i < plan.inputs().size(); i++) {
      String from = add(plan.inputs().get(i), boxes, arrows);
      String number = plan.inputs().size() > 1 ? " [label=" + (i + 1) + "]" : "";
      arrows.put(
          from + " " + id + " " + i, "  " + quoted(from) + " -> " + quoted(id) + number + ";\n");
    }
    return id;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}

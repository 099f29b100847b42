package dev.varve.planner.bind;

import dev.varve.planner.bind.Complaint.Kind;
import dev.varve.planner.bind.Json.Fields;
import dev.varve.planner.bind.Json.Items;
import dev.varve.planner.bind.Json.Text;
import dev.varve.planner.classify.FunctionList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The gate: every operator of a bound plan must be one that only reads. */
final class Operators {
  private static final Set<String> READING =
      new TreeSet<>(
          List.of(
              "LOGICAL_AGGREGATE_AND_GROUP_BY",
              "LOGICAL_ANY_JOIN",
              "LOGICAL_ASOF_JOIN",
              "LOGICAL_COMPARISON_JOIN",
              "LOGICAL_CROSS_PRODUCT",
              "LOGICAL_CTE_REF",
              "LOGICAL_DELIM_GET",
              "LOGICAL_DELIM_JOIN",
              "LOGICAL_DISTINCT",
              "LOGICAL_DUMMY_SCAN",
              "LOGICAL_EMPTY_RESULT",
              "LOGICAL_EXCEPT",
              "LOGICAL_EXPRESSION_GET",
              "LOGICAL_FILTER",
              "LOGICAL_GET",
              "LOGICAL_INTERSECT",
              "LOGICAL_LIMIT",
              "LOGICAL_MATERIALIZED_CTE",
              "LOGICAL_ORDER_BY",
              "LOGICAL_PIVOT",
              "LOGICAL_POSITIONAL_JOIN",
              "LOGICAL_PROJECTION",
              "LOGICAL_RECURSIVE_CTE",
              "LOGICAL_SAMPLE",
              "LOGICAL_UNION",
              "LOGICAL_UNNEST",
              "LOGICAL_UNPIVOT",
              "LOGICAL_WINDOW"));

  private static final Set<String> TABLE_FUNCTIONS =
      new TreeSet<>(
          List.of("seq_scan", "range", "generate_series", "unnest", "repeat", "repeat_row"));

  private static final FunctionList FUNCTIONS = FunctionList.reviewed();

  private Operators() {}

  /** Of a whole plan: its operators, and every function that is called anywhere in it. */
  static Optional<Complaint> check(Fields plan) {
    Optional<Complaint> complaint = operators(plan);
    return complaint.isPresent() ? complaint : functions(plan);
  }

  /** What has no parentheses in the text, and what a macro brings along, is seen here only. */
  private static Optional<Complaint> functions(Json json) {
    List<Json> below = List.of();
    if (json instanceof Items items) {
      below = items.values();
    } else if (json instanceof Fields fields) {
      String name = function(fields);
      Optional<String> why = name.isEmpty() ? Optional.empty() : FUNCTIONS.refusal(name);
      if (why.isPresent()) {
        String message = "A model cannot call " + name + "().";
        return Optional.of(
            new Complaint(
                Kind.FORBIDDEN_FUNCTION, message, why.get(), OptionalInt.empty(), name, List.of()));
      }
      below = fields.values();
    }
    for (Json each : below) {
      Optional<Complaint> complaint = functions(each);
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  private static Optional<Complaint> operators(Fields operator) {
    String type = operator.text("type");
    if (!READING.contains(type)) {
      return forbidden("The query does more than read (" + type + ").");
    }
    if (type.equals("LOGICAL_GET")) {
      String function = function(operator);
      if (!TABLE_FUNCTIONS.contains(function)) {
        return forbidden("A model reads tables only, not " + function + "().");
      }
    }
    for (Fields child : operator.objects("children")) {
      Optional<Complaint> complaint = operators(child);
      if (complaint.isPresent()) {
        return complaint;
      }
    }
    return Optional.empty();
  }

  private static String function(Fields get) {
    if (get.find("qname").orElse(null) instanceof Fields name
        && name.find("path").orElse(null) instanceof Items path
        && !path.values().isEmpty()
        && path.values().get(path.values().size() - 1) instanceof Text last) {
      return last.value();
    }
    return "";
  }

  private static Optional<Complaint> forbidden(String message) {
    return Optional.of(
        Complaint.of(
            Kind.FORBIDDEN_OPERATOR,
            message,
            "Write a SELECT over sources and models.",
            OptionalInt.empty()));
  }
}

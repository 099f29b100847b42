package dev.varve.planner.diff;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.plan.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An operator of a query plan as people speak of it: columns by name, and without the projections
 * between operators, which show in what is computed of them.
 *
 * @param kind what it does
 * @param head what tells it from others of its kind, such as the table that is read
 * @param parts what it asks one by one, such as the predicates of a filter; their order is no
 *     matter
 * @param node the operator itself
 * @param fingerprint of all this and of what is below
 * @param size how many operators this and what is below are
 */
record Described(
    Kind kind,
    String head,
    List<String> parts,
    List<Described> inputs,
    Node node,
    Fingerprint fingerprint,
    int size) {
  /** What an operator does, in the word that people know it by. */
  enum Kind {
    READ("table"),
    VALUES("values"),
    FILTER("filter"),
    JOIN("join"),
    GROUP("group by"),
    /** Groups of which nothing else is computed. */
    UNIQUE("distinct"),
    DISTINCT("distinct on"),
    ORDER("order by"),
    /** What it computes shows in the columns. */
    WINDOW("window"),
    LIMIT("limit"),
    SAMPLE("sample"),
    UNNEST("unnest"),
    SET("set operation"),
    COLUMNS("columns"),
    WITH("with"),
    REFERENCE("reference"),
    RECURSION("recursion"),
    FUNCTION("table function"),
    OPAQUE("operator");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static Described of(
      Kind kind, String head, List<String> parts, List<Described> inputs, Node node) {
    List<String> sorted = parts.stream().sorted().toList();
    List<String> texts = new ArrayList<>(List.of(kind.name(), head));
    texts.addAll(sorted);
    texts.add("of");
    inputs.forEach(input -> texts.add(input.fingerprint.hex()));
    int size = 1 + inputs.stream().mapToInt(Described::size).sum();
    return new Described(
        kind,
        head,
        List.copyOf(parts),
        List.copyOf(inputs),
        node,
        PlanEncoding.ofTexts(texts),
        size);
  }

  /** The operator without what is below it. */
  String line() {
    return switch (kind) {
      case READ, REFERENCE, VALUES -> head;
      case FILTER -> String.join(" and ", parts);
      case JOIN -> head + on();
      default -> {
        String asked = String.join(", ", parts);
        yield head.isEmpty() || asked.isEmpty() ? head + asked : head + " " + asked;
      }
    };
  }

  /** What a join asks. */
  String on() {
    return parts.isEmpty() ? "" : " on " + String.join(" and ", parts);
  }

  /** All of it on one line. */
  String summary() {
    String below = inputs.stream().map(Described::summary).collect(Collectors.joining(", "));
    return switch (kind) {
      case READ, REFERENCE, VALUES -> head;
      case FILTER -> below + " where " + line();
      case SET ->
          inputs.stream().map(Described::summary).collect(Collectors.joining(" " + head + " "));
      case WINDOW -> below;
      case COLUMNS -> "(" + line() + " of " + below + ")";
      case GROUP ->
          "(" + (line().isEmpty() ? "aggregate" : "group by " + line()) + " of " + below + ")";
      case JOIN ->
          inputs.stream()
              .map(Described::summary)
              .collect(Collectors.joining(" " + head + " ", "(", on() + ")"));
      default -> "(" + kind.word() + " " + line() + (below.isEmpty() ? ")" : " of " + below + ")");
    };
  }
}

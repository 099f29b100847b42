package dev.varve.planner.explain;

import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.ColumnNames;
import dev.varve.planner.plan.text.PlanText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Operators as text in which columns that have a name bear it: {@code amount#3}. */
final class OperatorText {
  /** Constants are in quotes and stay as they are. */
  private static final Pattern COLUMN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|#(\\d+)");

  private OperatorText() {}

  static String of(Node node, ColumnNames names) {
    String text = PlanText.line(node).strip();
    if (node instanceof Join join) {
      return join(join, text, names).replaceAll(" on$", "");
    }
    return node.inputs().isEmpty() ? text : named(text, names.of(node.inputs().get(0)));
  }

  /** The two sides of a join's conditions count each from 0, what follows them counts through. */
  private static String join(Join join, String text, ColumnNames names) {
    List<String> left = names.of(join.left());
    List<String> right = names.of(join.right());
    String named = text;
    for (Join.Condition condition : join.conditions()) {
      String sign = " " + condition.operator().sign() + " ";
      String leftText = PlanText.expression(condition.left());
      String rightText = PlanText.expression(condition.right());
      named =
          named.replace(
              leftText + sign + rightText, named(leftText, left) + sign + named(rightText, right));
    }
    if (join.predicate().isPresent()) {
      String plain = PlanText.expression(join.predicate().get());
      named = named.replace(plain, named(plain, names.ofBoth(join)));
    }
    return named;
  }

  private static String named(String text, List<String> names) {
    Matcher column = COLUMN.matcher(text);
    return column.replaceAll(
        found ->
            Matcher.quoteReplacement(
                found.group(1) == null
                    ? found.group()
                    : ColumnNames.at(names, Integer.parseInt(found.group(1))) + found.group()));
  }
}

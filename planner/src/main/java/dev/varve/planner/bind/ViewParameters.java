package dev.varve.planner.bind;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.project.sql.ParameterSlots;
import dev.varve.planner.types.SqlNames;
import java.util.Optional;

/**
 * Parameters in views, where the engine takes none: while binding, a call that computes nothing
 * stands for each, and is read back as the parameter. No text of a project may hold the words that
 * tell such a call.
 */
final class ViewParameters {
  static final String MARK = "varve parameter ";

  private static final String FUNCTION = "error";

  private ViewParameters() {}

  /** A view's query as it can be declared. */
  static String marked(String query) {
    return ParameterSlots.filled(
        query, name -> FUNCTION + "(" + SqlNames.literal(MARK + name) + ")");
  }

  /** The name of the parameter that a call stands for. */
  static Optional<String> name(Expression expression) {
    if (expression instanceof Call call
        && call.function().shortName().equals(FUNCTION)
        && call.arguments().size() == 1
        && call.arguments().get(0) instanceof Constant constant) {
      // A JSON string; parameters have no names that would be written otherwise in one.
      String value = constant.value();
      return value.startsWith('"' + MARK) && value.endsWith("\"")
          ? Optional.of(value.substring(1 + MARK.length(), value.length() - 1))
          : Optional.empty();
    }
    return Optional.empty();
  }
}

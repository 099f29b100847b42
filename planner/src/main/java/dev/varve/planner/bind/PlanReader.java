package dev.varve.planner.bind;

import dev.varve.planner.bind.BoundQuery.BoundColumn;
import dev.varve.planner.bind.Json.Fields;
import dev.varve.planner.bind.Json.Word;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.WithCte;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the engine's answer to a text. The text is bound as a subquery of {@code SELECT *}, as it
 * will run: the outer projection then names every column of the output, whatever the text looks
 * like.
 */
final class PlanReader {
  private static final String BEFORE = "FROM (";
  private static final int BEFORE_BYTES = BEFORE.getBytes(StandardCharsets.UTF_8).length;

  private PlanReader() {}

  static String wrapped(String text) {
    return BEFORE + text + "\n)";
  }

  static BindOutcome read(Json json) {
    Fields document = FieldReader.object(json);
    if (document.find("error").orElse(null) instanceof Word word && word.text().equals("true")) {
      return new BindOutcome.Refused(List.of(EngineErrors.read(document, BEFORE_BYTES)));
    }
    List<Fields> plans = document.objects("plans");
    if (plans.size() != 1) {
      throw new BinderException("the engine gave " + plans.size() + " plans for one query", null);
    }
    Optional<Complaint> forbidden = Operators.check(plans.get(0));
    if (forbidden.isPresent()) {
      return new BindOutcome.Refused(List.of(forbidden.get()));
    }
    Optional<Complaint> collision = NameCollisions.check(plans.get(0));
    List<BoundColumn> columns = columns(plans.get(0));
    Node plan = withoutNaming(NodeReader.read(plans.get(0)));
    return new BindOutcome.Bound(new BoundQuery(plan, columns, true, collision));
  }

  private static List<BoundColumn> columns(Fields root) {
    Fields projection = root;
    while (projection.text("type").equals("LOGICAL_MATERIALIZED_CTE")) {
      List<Fields> children = projection.objects("children");
      projection = children.get(children.size() - 1);
    }
    if (!projection.text("type").equals("LOGICAL_PROJECTION")) {
      throw new BinderException("the engine's plan begins with " + projection.text("type"), null);
    }
    List<BoundColumn> columns = new ArrayList<>();
    for (Fields expression : projection.objects("expressions")) {
      columns.add(
          new BoundColumn(expression.text("alias"), ExpressionReader.read(expression).type()));
    }
    return columns;
  }

  /** The plan without the outer projection, where that only passes on what is below. */
  private static Node withoutNaming(Node root) {
    if (root instanceof WithCte with) {
      return new WithCte(
          with.id(), with.materialization(), with.definition(), withoutNaming(with.query()));
    }
    if (root instanceof Project project) {
      List<Expression> expressions = project.expressions();
      boolean all =
          project.input().width().isPresent()
              && project.input().width().getAsInt() == expressions.size();
      for (int i = 0; i < expressions.size() && all; i++) {
        all = expressions.get(i) instanceof Input input && input.index() == i;
      }
      return all ? project.input() : root;
    }
    return root;
  }
}

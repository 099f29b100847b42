package dev.varve.planner.normalize;

import dev.varve.planner.classify.ScalarSubquery;
import dev.varve.planner.facts.NotNullColumns;
import dev.varve.planner.facts.RowCounts;
import dev.varve.planner.normalize.expression.Raising;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Coalesce;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.plan.Project;
import dev.varve.planner.types.EngineTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Answers what is asked of NULLs where there are none: IS NULL, what stands behind the first value
 * of COALESCE, and which rows {@code count(x)} counts; and what is asked of how many rows there are
 * where there is one.
 */
final class UseFacts implements Pass {
  private final boolean counts;

  /**
   * One of its two halves.
   *
   * @param counts what is counted, or else all the rest: counts of distinct values are to be seen
   *     before it is forgotten what they count
   */
  UseFacts(boolean counts) {
    this.counts = counts;
  }

  private static final Expression ANY = new Constant(EngineTypes.BOOLEAN, "true");

  @Override
  public String name() {
    return counts ? "use-facts-of-counts" : "use-facts";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Node apply(Node plan) {
    return Rewriting.upwards(plan, this::told);
  }

  private Node told(Node node) {
    if (node instanceof OpaqueNode || node.expressions().isEmpty()) {
      return node;
    }
    if (node instanceof Join join) {
      return ofJoin(join);
    }
    if (node instanceof Project project && ScalarSubquery.in(project).isPresent()) {
      return ofSubquery(project, ScalarSubquery.in(project).get());
    }
    if (node.inputs().size() != 1) {
      return node;
    }
    BitSet columns = NotNullColumns.of(node.inputs().get(0));
    return node.mapExpressions(expression -> told(expression, columns));
  }

  /** The first of its rows, or an error where there are more: of one row that row. */
  private static Node ofSubquery(Project project, Aggregate firstAndCount) {
    return RowCounts.isOne(firstAndCount.input())
        ? new Project(firstAndCount.input(), firstAndCount.calls().get(0).children().subList(0, 1))
        : project;
  }

  private Node ofJoin(Join join) {
    if (join.left().width().isEmpty()) {
      return join;
    }
    BitSet left = NotNullColumns.of(join.left());
    BitSet right = NotNullColumns.of(join.right());
    List<Join.Condition> conditions = new ArrayList<>();
    for (Join.Condition condition : join.conditions()) {
      conditions.add(
          new Join.Condition(
              condition.operator(), told(condition.left(), left), told(condition.right(), right)));
    }
    int width = join.left().width().getAsInt();
    BitSet both = (BitSet) left.clone();
    right.stream().forEach(column -> both.set(width + column));
    return new Join(
        join.kind(),
        join.left(),
        join.right(),
        conditions,
        join.predicate().map(predicate -> told(predicate, both)),
        join.kept(),
        join.correlated());
  }

  private Expression told(Expression expression, BitSet columns) {
    return Rewriting.inwards(expression, each -> answered(each, columns));
  }

  private Expression answered(Expression expression, BitSet columns) {
    if (counts) {
      return counted(expression, columns);
    }
    if (expression instanceof IsNull isNull && isCertain(isNull.operand(), columns)) {
      return new Constant(EngineTypes.BOOLEAN, Boolean.toString(isNull.negated()));
    }
    if (expression instanceof Coalesce coalesce) {
      return first(coalesce, columns);
    }
    return expression;
  }

  private static Expression counted(Expression expression, BitSet columns) {
    boolean all =
        expression instanceof AggregateCall call
            && call.function().shortName().equals("count")
            && call.arguments().size() == 1
            && !call.distinct()
            && isCertain(call.arguments().get(0), columns);
    return all ? ofRows((AggregateCall) expression) : expression;
  }

  /** Never NULL, and no error either, which nobody would see any more. */
  private static boolean isCertain(Expression expression, BitSet columns) {
    return NotNullColumns.isNeverNull(expression, columns) && !Raising.may(expression);
  }

  private static Expression first(Coalesce coalesce, BitSet columns) {
    List<Expression> asked = new ArrayList<>();
    for (Expression operand : coalesce.operands()) {
      asked.add(operand);
      if (NotNullColumns.isNeverNull(operand, columns)) {
        break;
      }
    }
    boolean one = asked.size() == 1 && asked.get(0).type().equals(coalesce.type());
    return one ? asked.get(0) : new Coalesce(asked, coalesce.type());
  }

  private static AggregateCall ofRows(AggregateCall call) {
    return new AggregateCall(
        call.function(), List.of(ANY), false, call.filter(), call.order(), call.type());
  }
}

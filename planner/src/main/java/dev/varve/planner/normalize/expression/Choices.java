package dev.varve.planner.normalize.expression;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Case.Branch;
import dev.varve.planner.plan.Expression.Coalesce;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.IsNull;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** CASE and COALESCE. */
final class Choices {
  private Choices() {}

  static Expression simple(Coalesce coalesce) {
    LinkedHashSet<Expression> operands = new LinkedHashSet<>();
    for (Expression operand : coalesce.operands()) {
      if (operand instanceof Coalesce inner && inner.type().equals(coalesce.type())) {
        operands.addAll(inner.operands());
      } else {
        operands.add(operand);
      }
    }
    List<Expression> asked = new ArrayList<>();
    for (Expression operand : operands) {
      if (!Constants.isNull(operand)) {
        asked.add(operand);
      }
      if (operand instanceof Constant && !Constants.isNull(operand)) {
        break;
      }
    }
    boolean one = asked.size() == 1 && asked.get(0).type().equals(coalesce.type());
    return one || asked.isEmpty()
        ? asked.isEmpty() ? coalesce : asked.get(0)
        : new Coalesce(asked, coalesce.type());
  }

  static Expression simple(Case written) {
    List<Branch> branches = new ArrayList<>();
    Expression otherwise = flattened(written, branches);
    if (branches.isEmpty()) {
      return otherwise.type().equals(written.type()) ? otherwise : written;
    }
    boolean one = branches.stream().map(Branch::then).allMatch(otherwise::equals);
    boolean mayRaise = branches.stream().map(Branch::when).anyMatch(Raising::may);
    if (one && !mayRaise && otherwise.type().equals(written.type())) {
      return otherwise;
    }
    Case simple = new Case(branches, otherwise, written.type());
    return branches.size() == 1 ? ofNull(simple, branches.get(0)) : simple;
  }

  /** Branches that may be taken; gives what is there without one. */
  private static Expression flattened(Case written, List<Branch> branches) {
    for (Branch branch : written.branches()) {
      if (Constants.isTrue(branch.when())) {
        return branch.then();
      }
      if (!Constants.isFalse(branch.when()) && !Constants.isNull(branch.when())) {
        branches.add(branch);
      }
    }
    return written.otherwise() instanceof Case inner && inner.type().equals(written.type())
        ? flattened(inner, branches)
        : written.otherwise();
  }

  /** The other value where one is NULL. */
  private static Expression ofNull(Case written, Branch branch) {
    if (!(branch.when() instanceof IsNull isNull)) {
      return written;
    }
    Expression value = isNull.negated() ? branch.then() : written.otherwise();
    Expression instead = isNull.negated() ? written.otherwise() : branch.then();
    boolean same =
        value.equals(isNull.operand())
            && value.type().equals(written.type())
            && instead.type().equals(written.type());
    return same ? simple(new Coalesce(List.of(value, instead), written.type())) : written;
  }

  /** The condition under which a CASE of truth values is true, where it is one of its own. */
  static Expression condition(Expression expression) {
    boolean isOne =
        expression instanceof Case written
            && written.branches().size() == 1
            && Constants.isTrue(written.branches().get(0).then())
            && (Constants.isFalse(written.otherwise()) || Constants.isNull(written.otherwise()));
    return isOne ? ((Case) expression).branches().get(0).when() : expression;
  }
}

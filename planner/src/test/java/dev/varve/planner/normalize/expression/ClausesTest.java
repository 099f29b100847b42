package dev.varve.planner.normalize.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.plan.ComparisonOperator;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Logical.Operator;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClausesTest {
  private static final EngineType INTEGER = EngineType.of("INTEGER");

  /** Of each of the three columns. */
  private static final List<Optional<Integer>> VALUES =
      List.of(Optional.empty(), Optional.of(-1), Optional.of(0), Optional.of(1), Optional.of(2));

  private static Expression truth(int column) {
    return new Input(column, EngineTypes.BOOLEAN);
  }

  private static Expression made(Random random, int depth, List<Expression> literals) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return literals.get(random.nextInt(literals.size()));
    }
    List<Expression> operands =
        IntStream.range(0, 2 + random.nextInt(2))
            .mapToObj(i -> made(random, depth - 1, literals))
            .toList();
    return new Logical(random.nextBoolean() ? Operator.AND : Operator.OR, operands);
  }

  private static Constant number(int value) {
    return new Constant(INTEGER, Integer.toString(value));
  }

  /** Conditions of two columns that follow from each other in many ways. */
  private static List<Expression> bounds() {
    List<Expression> bounds = new ArrayList<>();
    for (int column : List.of(0, 1)) {
      Input value = new Input(column, INTEGER);
      for (ComparisonOperator operator : ComparisonOperator.values()) {
        bounds.add(new Comparison(operator, value, number(0)));
        bounds.add(new Comparison(operator, value, number(1)));
      }
      bounds.add(new In(value, List.of(number(0), number(1)), false));
      bounds.add(new In(value, List.of(number(1), number(2)), true));
      bounds.add(new IsNull(value, true));
      bounds.add(new IsNull(value, false));
    }
    bounds.add(Constants.TRUE);
    bounds.add(Constants.FALSE);
    bounds.add(new Constant(EngineTypes.BOOLEAN, "null"));
    return bounds;
  }

  /** What an expression gives for values of its columns; nothing where that is unknown. */
  private static Optional<Boolean> holds(Expression expression, List<Optional<Integer>> row) {
    if (expression instanceof Logical logical) {
      boolean neutral = logical.operator() == Operator.AND;
      List<Optional<Boolean>> operands =
          logical.operands().stream().map(operand -> holds(operand, row)).toList();
      return operands.contains(Optional.of(!neutral))
          ? Optional.of(!neutral)
          : operands.contains(Optional.<Boolean>empty()) ? Optional.empty() : Optional.of(neutral);
    }
    if (expression instanceof In in) {
      List<Expression> each =
          Expression.map(
              in.candidates(),
              one ->
                  new Comparison(
                      in.negated() ? ComparisonOperator.NOT_EQUAL : ComparisonOperator.EQUAL,
                      in.value(),
                      one));
      return holds(new Logical(in.negated() ? Operator.AND : Operator.OR, each), row);
    }
    if (expression instanceof IsNull isNull) {
      int column = ((Input) isNull.operand()).index();
      return Optional.of(row.get(column).isPresent() == isNull.negated());
    }
    if (expression instanceof Input input) {
      return row.get(input.index()).map(value -> value > 0);
    }
    if (expression instanceof Constant constant) {
      return constant.value().equals("null")
          ? Optional.empty()
          : Optional.of(constant.value().equals("true"));
    }
    Comparison comparison = (Comparison) expression;
    Optional<Integer> left = row.get(((Input) comparison.left()).index());
    int right = Integer.parseInt(((Constant) comparison.right()).value());
    return switch (comparison.operator()) {
      case DISTINCT -> Optional.of(!left.equals(Optional.of(right)));
      case NOT_DISTINCT -> Optional.of(left.equals(Optional.of(right)));
      default ->
          left.map(
              value -> Comparisons.holds(comparison.operator(), Integer.compare(value, right)));
    };
  }

  private static List<List<Optional<Integer>>> rows() {
    List<List<Optional<Integer>>> rows = new ArrayList<>();
    for (Optional<Integer> first : VALUES) {
      for (Optional<Integer> second : VALUES) {
        for (Optional<Integer> third : VALUES) {
          rows.add(List.of(first, second, third));
        }
      }
    }
    return rows;
  }

  private static String table(Expression expression) {
    StringBuilder table = new StringBuilder();
    rows().forEach(row -> table.append(holds(expression, row)));
    return table.toString();
  }

  @Test
  void ofColumnsAreTheSameWhereverTheyGiveTheSame() {
    List<Expression> columns = List.of(truth(0), truth(1), truth(2));
    Random random = new Random(5);
    Map<String, Expression> forms = new TreeMap<>();
    for (int i = 0; i < 3000; i++) {
      Expression expression = made(random, 4, columns);
      Expression form = Clauses.written(expression);
      String table = table(expression);
      assertThat(table(form)).isEqualTo(table);
      assertThat(forms.getOrDefault(table, form)).isEqualTo(form);
      forms.put(table, form);
    }
    assertThat(forms).hasSize(18);
  }

  @Test
  void ofBoundsGiveWhatTheyGave() {
    List<Expression> bounds = bounds();
    Random random = new Random(6);
    for (int i = 0; i < 3000; i++) {
      Expression expression = made(random, 3, bounds);
      Expression form = Clauses.written(expression);
      assertThat(table(form)).as("%s", expression).isEqualTo(table(expression));
      assertThat(Clauses.written(form)).as("again: %s", expression).isEqualTo(form);
    }
  }

  @Test
  void ofAFilterPassTheSameRows() {
    List<Expression> bounds = bounds();
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      Expression expression = made(random, 3, bounds);
      List<Expression> passing = Clauses.passing(List.of(expression));
      for (List<Optional<Integer>> row : rows()) {
        assertThat(passing.stream().allMatch(each -> holds(each, row).orElse(false)))
            .as("%s became %s", expression, passing)
            .isEqualTo(holds(expression, row).orElse(false));
      }
    }
  }

  @Test
  void anOrOverTheBudgetKeepsItsOperandsInOrder() {
    List<Expression> pairs = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      pairs.add(new Logical(Operator.AND, List.of(truth(2 * i + 1), truth(2 * i))));
    }
    Expression form = Clauses.written(new Logical(Operator.OR, pairs));
    List<Expression> reversed = new ArrayList<>(pairs);
    Collections.reverse(reversed);

    assertThat(form.children()).hasSize(400).allMatch(each -> each.children().size() == 2);
    assertThat(Clauses.written(new Logical(Operator.OR, reversed))).isEqualTo(form);
    assertThat(ClauseSize.of(form).clauses().bitLength()).isEqualTo(401);
  }
}

package dev.varve.planner.classify;

import dev.varve.planner.facts.UniqueColumns;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.FunctionRef;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.TableFunction;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.plan.WindowCall.Frame;
import dev.varve.planner.plan.WithCte;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of a bound plan how far its result is determined by its inputs. */
public final class Classifier {
  /** A function's name within a bound form that is kept as it is. */
  private static final Pattern FUNCTION_IN_BOUND_FORM =
      Pattern.compile("\"qname\":\\{\"path\":\\[([^\\]]*)\\]");

  private static final Pattern LAST_NAME = Pattern.compile("\"([^\"]*)\"$");

  private final FunctionList functions = FunctionList.reviewed();
  private final Set<String> doubts = new LinkedHashSet<>();
  private ResultClass resultClass = ResultClass.EXACT;
  private boolean threadSensitive;

  /** What the expressions at hand are computed of. */
  private Node rows;

  private Classifier() {}

  /** Of a plan as it was bound, columns of distinct and sorted rows in their places. */
  public static Classification of(Node plan) {
    Classifier classifier = new Classifier();
    classifier.node(plan);
    return classifier.found();
  }

  /** Of one operator by itself, whatever it reads. */
  static Classification ofOperator(Node node) {
    Classifier classifier = new Classifier();
    classifier.operator(node);
    return classifier.found();
  }

  private Classification found() {
    return new Classification(resultClass, threadSensitive, new ArrayList<>(doubts));
  }

  private void doubt(ResultClass at, boolean threads, String why) {
    resultClass = resultClass.or(at);
    threadSensitive |= threads;
    doubts.add(why);
  }

  private void ordered(String why) {
    doubt(ResultClass.ORDER_SENSITIVE, true, why);
  }

  private void unrepeatable(String why) {
    doubt(ResultClass.VOLATILE, true, why);
  }

  private void node(Node node) {
    if (node instanceof Project project && ScalarSubquery.in(project).isPresent()) {
      // FIRST of at most one row, or an error.
      node(ScalarSubquery.in(project).get().input());
      return;
    }
    operator(node);
    for (Node input : node.inputs()) {
      node(input);
    }
  }

  private void operator(Node node) {
    rows = node.inputs().isEmpty() ? node : node.inputs().get(0);
    for (Expression expression : node.expressions()) {
      expression(expression);
    }
    if (node instanceof Aggregate aggregate) {
      if (aggregate.groupingSets().size() > 1 || !areApart(aggregate.groups(), aggregate.input())) {
        values(aggregate.groups(), "GROUP BY");
      }
    } else if (node instanceof Distinct distinct) {
      distinct(distinct);
    } else if (node instanceof SetOperation operation) {
      setOperation(operation);
    } else if (node instanceof Limit limit) {
      limit(limit);
    } else if (node instanceof Window window) {
      for (Expression call : window.calls()) {
        values(call instanceof WindowCall known ? known.partitions() : List.of(), "PARTITION BY");
      }
    } else if (node instanceof Join join) {
      join(join);
    } else if (node instanceof WithCte.Recursion recursion) {
      recursion(recursion);
    } else if (node instanceof TableFunction function) {
      tableFunction(function);
    } else if (node instanceof Limit.Sample sample) {
      unrepeatable(
          sample.repeatable()
              ? "A sample takes other rows when they arrive in other portions."
              : "A sample is another one each time.");
    } else if (node instanceof OpaqueNode opaque) {
      opaque(opaque);
    }
  }

  /** Of values that compare as equal and are not the same, the first that arrives is kept. */
  private void values(List<Expression> expressions, String where) {
    for (Expression expression : expressions) {
      if (!Equality.isIdentity(expression.type())) {
        ordered(
            where
                + " over "
                + expression.type().text()
                + " keeps any of the values that compare as equal.");
      }
    }
  }

  private void distinct(Distinct distinct) {
    if (distinct.on()) {
      if (!TotalOrder.isDecidedBy(distinct.expressions(), distinct.input())) {
        ordered("DISTINCT ON keeps any of the rows that its ORDER BY leaves equal.");
      }
    } else if (!areApart(distinct.targets(), distinct.input())) {
      values(distinct.targets(), "DISTINCT");
    }
  }

  /** Whether no two rows are equal in some of the expressions, so that none goes for another. */
  private static boolean areApart(List<Expression> expressions, Node rows) {
    BitSet columns = new BitSet();
    for (Expression expression : expressions) {
      if (expression instanceof Input input) {
        columns.set(input.index());
      }
    }
    return UniqueColumns.isDecidedBy(columns, rows);
  }

  private void setOperation(SetOperation operation) {
    boolean keepsAll = operation.kind() == SetOperation.Kind.UNION && operation.all();
    boolean exact =
        RowTypes.of(operation)
            .map(types -> types.stream().allMatch(Equality::isIdentity))
            .orElse(false);
    if (!keepsAll && !exact) {
      ordered(operation.kind() + " keeps any of the rows that compare as equal.");
    }
  }

  private void limit(Limit limit) {
    String kind = limit.limit().kind();
    boolean none = limit.limit().constant().equals("0") && limit.offset().value().isEmpty();
    boolean fixed = kind.equals("CONSTANT_VALUE") || kind.equals("UNSET");
    if (!(fixed && (none || isInOneOrder(limit.input())))) {
      ordered("LIMIT takes any of the rows that the order leaves equal.");
    }
  }

  /** Whether rows come in an order of their own; the engine keeps it through what is listed. */
  private static boolean isInOneOrder(Node node) {
    if (node instanceof Sort sort) {
      return TotalOrder.isDecidedBy(sort.expressions(), sort.input());
    }
    return (node instanceof Project || node instanceof Limit) && isInOneOrder(node.inputs().get(0));
  }

  private void join(Join join) {
    if (join.kind() == Join.Kind.POSITIONAL) {
      ordered("POSITIONAL JOIN pairs rows by their places.");
    } else if (join.kind().isAsof()) {
      List<Expression> keys = join.conditions().stream().map(Join.Condition::right).toList();
      if (join.predicate().isPresent() || !TotalOrder.isDecidedBy(keys, join.right())) {
        ordered("ASOF JOIN takes any of the rows that are equally near.");
      }
    }
  }

  private void recursion(WithCte.Recursion recursion) {
    if (!recursion.all() && !recursion.types().stream().allMatch(Equality::isIdentity)) {
      ordered("A recursion by UNION keeps any of the values that compare as equal.");
    }
  }

  private void tableFunction(TableFunction function) {
    String name = name(function.function());
    if (!functions.tableFunctions().contains(name)) {
      unrepeatable("The table function " + name + "() was not reviewed.");
    }
  }

  private void opaque(OpaqueNode node) {
    boundForm(node.bound());
    switch (node.operator()) {
      case OpaqueNode.TEXT -> unrepeatable("The engine gives no plan of the query.");
      default -> ordered("An operator is not understood: " + node.operator() + ".");
    }
  }

  private void expression(Expression expression) {
    if (expression instanceof Call call) {
      call(call);
    } else if (expression instanceof AggregateCall call) {
      aggregate(
          call.function(),
          call.arguments(),
          call.order(),
          functions.aggregate(name(call.function())));
    } else if (expression instanceof WindowCall call) {
      window(call);
    } else if (expression instanceof OpaqueExpression opaque) {
      boundForm(opaque.bound());
      ordered("An expression is not understood.");
    } else if (expression instanceof Cast cast && asksForToday(cast)) {
      unrepeatable("A conversion to TIME WITH TIME ZONE depends on the day.");
    }
    for (Expression child : expression.children()) {
      expression(child);
    }
  }

  /** The offset of a time zone that a bare time gets is the one of the current day. */
  private static boolean asksForToday(Cast cast) {
    return cast.type().text().equals("TIME WITH TIME ZONE")
        && cast.operand().type().text().equals("TIME");
  }

  private static String name(FunctionRef function) {
    return function.shortName();
  }

  private void call(Call call) {
    String name = name(call.function());
    if (!functions.isExactScalar(name) && !call.function().equals(FunctionRef.TRY)) {
      unrepeatable(
          functions.isVolatileScalar(name)
              ? name + "() is another value each time."
              : "The function " + name + "() was not reviewed.");
    }
    boundForm(call.function().bindData());
  }

  /** Functions within what is kept as the engine wrote it. */
  private void boundForm(String bound) {
    if (bound.isEmpty()) {
      return;
    }
    Matcher function = FUNCTION_IN_BOUND_FORM.matcher(bound);
    while (function.find()) {
      Matcher last = LAST_NAME.matcher(function.group(1));
      String name = last.find() ? last.group(1) : function.group(1);
      boolean known =
          name.equals("__cast")
              || name.equals("seq_scan")
              || functions.isRepeatable(name)
              || name.startsWith("IS ");
      if (!known) {
        unrepeatable("The function " + name + "() was not reviewed.");
      }
    }
  }

  private void aggregate(
      FunctionRef function,
      List<Expression> arguments,
      List<SortKey> order,
      FunctionList.AggregateKind kind) {
    String name = name(function);
    boundForm(function.bindData());
    boolean values = arguments.stream().allMatch(argument -> Equality.isIdentity(argument.type()));
    boolean numbers =
        arguments.stream().allMatch(argument -> Equality.addsExactly(argument.type()));
    boolean decided = values && decides(order, arguments);
    switch (kind) {
      case EXACT -> {
        // Nothing to doubt.
      }
      case EXACT_BY_VALUE -> {
        if (!values) {
          ordered(name + "() keeps any of the values that compare as equal.");
        }
      }
      case EXACT_BY_NUMBER -> {
        if (!numbers) {
          ordered(name + "() over " + types(arguments) + " rounds by the order of the rows.");
        }
      }
      case ORDERED -> {
        if (!decided) {
          ordered(name + "() depends on the order of the rows.");
        }
      }
      case FLOATING -> ordered(name + "() rounds by the order of the rows.");
      case VOLATILE -> unrepeatable("The aggregate " + name + "() was not reviewed.");
    }
  }

  /** Whether the order names all that is aggregated, so that its ties are the same value. */
  private static boolean decides(List<SortKey> order, List<Expression> arguments) {
    List<Expression> keys = order.stream().map(SortKey::expression).toList();
    return !order.isEmpty()
        && arguments.stream()
            .allMatch(argument -> argument instanceof Constant || keys.contains(argument));
  }

  private static String types(List<Expression> arguments) {
    return String.join(", ", arguments.stream().map(argument -> argument.type().text()).toList());
  }

  private void window(WindowCall call) {
    String name = call.function().map(Classifier::name).orElse(call.kind());
    List<Expression> keys = new ArrayList<>(call.partitions());
    call.order().forEach(key -> keys.add(key.expression()));
    boolean ties = !TotalOrder.isDecidedBy(keys, rows);
    if (call.function().isPresent()) {
      aggregate(
          call.function().get(), call.arguments(), call.argumentOrder(), functions.aggregate(name));
      if (ties && dependsOnTies(call.frame())) {
        ordered(name + "() OVER a frame that counts rows depends on the order of ties.");
      }
    } else if (functions.isOrderedWindow(call.kind())) {
      if (ties || !call.argumentOrder().isEmpty()) {
        ordered(name + " depends on the order of rows that its ORDER BY leaves equal.");
      }
    } else if (!functions.isExactWindow(call.kind()) || !call.argumentOrder().isEmpty()) {
      unrepeatable("The window function " + name + " was not reviewed.");
    }
  }

  private static boolean dependsOnTies(Frame frame) {
    boolean all =
        frame.start().equals("UNBOUNDED_PRECEDING") && frame.end().equals("UNBOUNDED_FOLLOWING");
    return frame.countsRows() && !all;
  }
}

package dev.varve.planner.explain;

import dev.varve.planner.classify.Classification;
import dev.varve.planner.classify.OperatorClasses;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.ClockUse;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.PlanPath;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.encode.PlanEncoding.Identified;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.plan.text.ColumnNames;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a model is understood, and why so.
 *
 * @param bound the query plan as the engine bound it
 * @param normal its normal form, of which the model's plan fingerprint is made
 * @param notUnderstood sentences; none where the path is {@code algebra}
 * @param classReasons why it is not exact; none where it is
 * @param threadReasons why it runs on a single thread; none where it need not
 * @param orderReason why its rows are written in the order in which they are
 * @param fingerprintParts what the plan's fingerprint covers besides the normal form
 */
public record ModelExplanation(
    CompiledModel model,
    List<ExplainedOperator> bound,
    List<ExplainedOperator> normal,
    List<String> notUnderstood,
    List<String> classReasons,
    List<String> threadReasons,
    String orderReason,
    List<String> fingerprintParts) {
  public ModelExplanation {
    bound = List.copyOf(bound);
    normal = List.copyOf(normal);
    notUnderstood = List.copyOf(notUnderstood);
    classReasons = List.copyOf(classReasons);
    threadReasons = List.copyOf(threadReasons);
    fingerprintParts = List.copyOf(fingerprintParts);
  }

  public static ModelExplanation of(UnderstoodModel understood) {
    CompiledModel model = understood.model();
    List<String> doubts = new ArrayList<>(understood.classification().doubts());
    understood
        .volatileFunctions()
        .forEach(name -> doubts.add("The text calls " + name + "(), another value each time."));
    List<String> threads = new ArrayList<>();
    if (understood.classification().threadSensitive()
        || !understood.volatileFunctions().isEmpty()) {
      threads.addAll(doubts);
    }
    if (understood.order().singleThread()) {
      threads.add(
          "Its ORDER BY names what is no column of the output; the engine keeps that order on one thread only.");
    }
    return new ModelExplanation(
        model,
        operators(understood.bound(), OperatorClasses.of(understood.bound()), node -> List.of()),
        operators(understood.normal(), List.of(), KeptForms::of),
        model.path() == PlanPath.ALGEBRA ? List.of() : notUnderstood(understood.normal()),
        model.resultClass() == ResultClass.EXACT ? List.of() : doubts,
        threads,
        orderReason(understood),
        fingerprintParts(understood));
  }

  private static List<ExplainedOperator> operators(
      Node plan, List<Classification> classes, Function<Node, List<String>> kept) {
    List<ExplainedOperator> operators = new ArrayList<>();
    add(PlanEncoding.identify(plan), 0, new ColumnNames(), classes.iterator(), kept, operators);
    return operators;
  }

  private static void add(
      Identified plan,
      int depth,
      ColumnNames names,
      Iterator<Classification> classes,
      Function<Node, List<String>> kept,
      List<ExplainedOperator> operators) {
    if (plan.node() instanceof WithCte with) {
      names.define(with);
    }
    operators.add(
        new ExplainedOperator(
            depth,
            OperatorText.of(plan.node(), names),
            plan.fingerprint(),
            classes.hasNext() ? Optional.of(classes.next()) : Optional.empty(),
            kept.apply(plan.node())));
    for (Identified input : plan.inputs()) {
      add(input, depth + 1, names, classes, kept, operators);
    }
  }

  private static List<String> notUnderstood(Node node) {
    List<String> found = new ArrayList<>();
    if (node instanceof OpaqueNode opaque) {
      found.add(
          opaque.operator().equals(OpaqueNode.TEXT)
              ? "The engine gives no plan of the query: its text is compared."
              : "An operator is known by its bound form only: " + opaque.operator() + ".");
    }
    if (node.expressions().stream()
        .anyMatch(expression -> expression.any(OpaqueExpression.class::isInstance))) {
      found.add("An expression is known by its bound form only.");
    }
    node.inputs().forEach(input -> found.addAll(notUnderstood(input)));
    return found.stream().distinct().toList();
  }

  private static String orderReason(UnderstoodModel understood) {
    return switch (understood.order().order().basis()) {
      case ENGINE ->
          understood.order().singleThread()
              ? "The model's own ORDER BY, kept by a single thread."
              : "The engine's own order is determined: the rows are those of one table, or there is one row.";
      case MODEL -> "The model's own ORDER BY, completed by the other columns.";
      case DECLARED -> "The order or key that the header declares, completed by the other columns.";
      case ALL_COLUMNS -> "All columns: neither the text nor the header gives an order.";
    };
  }

  private static List<String> fingerprintParts(UnderstoodModel understood) {
    List<String> parts = new ArrayList<>();
    for (ClockUse use : understood.model().clock()) {
      parts.add("the clock's " + use.name().toLowerCase(Locale.ROOT));
    }
    if (!understood.faithful()) {
      parts.add("the text, since the binder computed a value of the clock");
    }
    return parts;
  }
}

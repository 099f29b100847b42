package dev.varve.planner.compile;

import dev.varve.planner.classify.Classification;
import dev.varve.planner.classify.OutputOrders;
import dev.varve.planner.plan.Node;
import java.util.List;

/**
 * A compiled model with what it was compiled from. Nothing keeps it: it is made when somebody asks.
 *
 * @param bound the query plan as the engine bound it
 * @param normal its normal form
 * @param classification of the bound plan
 * @param volatileFunctions functions in the text that give another value each time, whatever the
 *     plan shows of them
 * @param order for the tier STABLE, and what it costs
 * @param faithful whether the plan says all that the text does
 */
public record UnderstoodModel(
    CompiledModel model,
    Node bound,
    Node normal,
    Classification classification,
    List<String> volatileFunctions,
    OutputOrders.Choice order,
    boolean faithful) {
  public UnderstoodModel {
    volatileFunctions = List.copyOf(volatileFunctions);
  }
}

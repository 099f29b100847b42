package dev.varve.planner.compile;

import dev.varve.planner.classify.Classification;
import dev.varve.planner.classify.OutputOrders;
import dev.varve.planner.facts.Facts;
import dev.varve.planner.plan.Node;
import java.util.List;

/**
 * A compiled model with what it was compiled from. Nothing keeps it: it is made when somebody asks.
 *
 * @param bound the query plan as the engine bound it, with the facts that are relied on
 * @param normal its normal form
 * @param classification of the bound plan
 * @param volatileFunctions functions in the text that give another value each time, whatever the
 *     plan shows of them
 * @param order for the tier STABLE, and what it costs
 * @param faithful whether the plan says all that the text does
 * @param known of the rows of what it reads, relied on or not
 */
public record UnderstoodModel(
    CompiledModel model,
    Node bound,
    Node normal,
    Classification classification,
    List<String> volatileFunctions,
    OutputOrders.Choice order,
    boolean faithful,
    Facts known) {
  public UnderstoodModel {
    volatileFunctions = List.copyOf(volatileFunctions);
  }
}

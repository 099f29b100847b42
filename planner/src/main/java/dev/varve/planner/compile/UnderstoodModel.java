package dev.varve.planner.compile;

import dev.varve.planner.classify.Classification;
import dev.varve.planner.classify.OutputOrders;
import dev.varve.planner.facts.Facts;
import dev.varve.planner.plan.Node;
import dev.varve.planner.types.KnownTable;
import dev.varve.planner.types.TableSchema;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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
 * @param tables every table that it may read, by name, with what is known of its rows
 */
public record UnderstoodModel(
    CompiledModel model,
    Node bound,
    Node normal,
    Classification classification,
    List<String> volatileFunctions,
    OutputOrders.Choice order,
    boolean faithful,
    SortedMap<String, KnownTable> tables) {
  public UnderstoodModel {
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    volatileFunctions = List.copyOf(volatileFunctions);
  }

  /** What is known of the rows of what it reads, relied on or not. */
  public Facts known() {
    return Facts.known(tables);
  }

  /** The columns of every table that it may read. */
  public SortedMap<String, TableSchema> schemas() {
    TreeMap<String, TableSchema> schemas = new TreeMap<>();
    tables.forEach((name, table) -> schemas.put(name, table.schema()));
    return schemas;
  }
}

package dev.varve.planner.evidence;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.classify.OutputOrder.Basis;
import dev.varve.planner.classify.OutputOrders.Choice;
import dev.varve.planner.classify.OutputOrders.Output;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.facts.Facts;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.plan.Node;
import dev.varve.planner.project.parameter.Arguments;
import dev.varve.planner.project.parameter.TypedLiteral;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that decides what a model computes.
 *
 * @param sql the text as it is run, parameters with their types
 * @param plan as the engine bound it
 * @param fingerprint of what it computes, by position, whatever the columns are called
 * @param doubts sentences on why the class is no better
 * @param columns of the result, with the types that the engine computes
 * @param order in which its table is written
 * @param arguments of the parameters that it uses
 * @param tables what it reads, with the types that the engine finds there
 * @param functions to declare before it runs, in this order
 * @param facts what is known of the rows of what it reads
 */
public record Definition(
    String sql,
    Node plan,
    Fingerprint fingerprint,
    ResultClass resultClass,
    List<String> doubts,
    List<Output> columns,
    Choice order,
    SortedMap<String, TypedLiteral> arguments,
    SortedMap<String, TableSchema> tables,
    List<SqlMacro> functions,
    Facts facts) {
  public Definition {
    doubts = List.copyOf(doubts);
    columns = List.copyOf(columns);
    arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
    tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    functions = List.copyOf(functions);
  }

  /**
   * Of a compiled model.
   *
   * @param schemas of all that it reads, and maybe of more, by {@code schema.table}
   * @param arguments of the project's parameters
   */
  public static Definition of(
      UnderstoodModel understood, Map<String, TableSchema> schemas, Arguments arguments) {
    CompiledModel model = understood.model();
    List<String> doubts = new ArrayList<>(understood.classification().doubts());
    understood
        .volatileFunctions()
        .forEach(name -> doubts.add("The text calls " + name + "(), another value each time."));
    TreeMap<String, TypedLiteral> used = new TreeMap<>(arguments.values());
    used.keySet().retainAll(model.parameters());
    TreeMap<String, TableSchema> read = new TreeMap<>(schemas);
    read.keySet().retainAll(model.inputs().stream().map(InputUse::table).toList());
    return new Definition(
        model.sql(),
        understood.bound(),
        model.plan(),
        model.resultClass(),
        doubts,
        model.columns().stream()
            .map(column -> new Output(column.name(), EngineType.parse(column.engineType())))
            .toList(),
        understood.order(),
        used,
        read,
        model.functions(),
        understood.known());
  }

  /** Whether the text itself asks for an order of its rows. */
  public boolean ordersRows() {
    return order.order().basis() == Basis.MODEL || order.singleThread();
  }
}

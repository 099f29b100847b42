package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step is to run.
 *
 * @param name of the model, for messages
 * @param sql one SELECT, its parameters as {@code CAST($name AS type)}
 * @param inputs all tables that it may name
 * @param functions and views to declare once the tables are there, in this order
 * @param columns what to write, one for each column of the query, in order
 * @param orderBy terms over the columns written, by name or position; none keeps the engine's order
 * @param repeatable the bytes must not depend on the number of threads: rows in the engine's order
 *     are then packed again, since the engine fills row groups as its batches happen to come
 * @param arguments values of the parameters
 * @param logicalTime what the clock says
 * @param singleThread runs in the instance that has one thread
 * @param keyValues go into the file's metadata, in this order
 */
public record StepQuery(
    String name,
    String sql,
    List<InputTable> inputs,
    List<StepFunction> functions,
    List<ProjectedColumn> columns,
    List<String> orderBy,
    boolean repeatable,
    Map<String, TypedLiteral> arguments,
    Instant logicalTime,
    boolean singleThread,
    Map<String, String> keyValues) {
  public StepQuery {
    requireNonNull(name, "name");
    requireNonNull(sql, "sql");
    inputs = List.copyOf(inputs);
    functions = List.copyOf(functions);
    columns = List.copyOf(columns);
    orderBy = List.copyOf(orderBy);
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    requireNonNull(logicalTime, "logicalTime");
    keyValues = Collections.unmodifiableMap(new LinkedHashMap<>(keyValues));
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("step " + name + " writes no columns");
    }
    for (String argument : arguments.keySet()) {
      if (!argument.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new IllegalArgumentException("not a parameter's name: " + argument);
      }
    }
  }
}

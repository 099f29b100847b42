package dev.varve.planner.compile;

import dev.varve.planner.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All models of a project, as far as they can be understood.
 *
 * @param models each after those it reads, ties by name
 * @param problems of models that are therefore absent from {@code models}
 * @param failed models that are absent because of a problem that is told of another model, of a
 *     source that they read or of a function that they call: its name by theirs
 * @param blocked models that are absent because one they read is: its name by theirs
 * @param reads the tables that each model names, also of models with problems
 * @param trims what the models compute in some of their columns
 */
public record Compilation(
    List<CompiledModel> models,
    List<Problem> problems,
    Map<String, String> failed,
    Map<String, String> blocked,
    Map<String, List<String>> reads,
    Trims trims) {
  /** Stands before the name of a function in {@code failed}. */
  public static final String FUNCTION = "function ";

  public Compilation {
    models = List.copyOf(models);
    problems = List.copyOf(problems);
    failed = Collections.unmodifiableMap(new TreeMap<>(failed));
    blocked = Collections.unmodifiableMap(new TreeMap<>(blocked));
    reads = Collections.unmodifiableMap(new TreeMap<>(reads));
    Objects.requireNonNull(trims);
  }
}

package dev.varve.planner.compile;

import dev.varve.planner.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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

  /**
   * The same without models of which something turned out to be wrong, and without their readers.
   */
  public Compilation without(List<Problem> found) {
    if (found.isEmpty()) {
      return this;
    }
    Set<String> broken = new TreeSet<>();
    found.forEach(problem -> broken.add(problem.model().orElseThrow()));
    Map<String, String> waiting = new TreeMap<>(blocked);
    List<CompiledModel> right = new ArrayList<>();
    for (CompiledModel model : models) {
      if (broken.contains(model.name())) {
        continue;
      }
      // Inputs come first, so that whatever they wait for is known.
      Optional<String> by =
          reads.getOrDefault(model.name(), List.of()).stream()
              .filter(input -> broken.contains(input) || waiting.containsKey(input))
              .findFirst();
      if (by.isPresent()) {
        waiting.put(model.name(), waiting.getOrDefault(by.get(), by.get()));
      } else {
        right.add(model);
      }
    }
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(found);
    return new Compilation(right, all, failed, waiting, reads, trims);
  }
}

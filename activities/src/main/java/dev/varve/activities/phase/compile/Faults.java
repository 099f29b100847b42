package dev.varve.activities.phase.compile;

import dev.varve.activities.phase.project.Discovered;
import dev.varve.activities.phase.project.RequestedBuild;
import dev.varve.planner.Problem;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.project.ParsedProject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that is wrong with a request, its project, its sources and its models, told together. */
final class Faults {
  private final RequestedBuild asked;
  private final Compilation compilation;
  private final Map<String, List<Problem>> unreadable;
  private final Map<String, List<Problem>> sources = new TreeMap<>();

  Faults(
      ParsedProject parsed, Discovered discovered, RequestedBuild asked, Compilation compilation) {
    this.asked = asked;
    this.compilation = compilation;
    this.unreadable = discovered.faults();
    sources.putAll(parsed.brokenSources());
    sources.putAll(discovered.faults());
  }

  /**
   * What keeps these models from being built. A fault in a model or source that nobody asked for
   * keeps nobody from building others.
   *
   * @param everything whether the sources that no model reads are asked for too.
   */
  List<Problem> of(Set<String> selected, boolean everything) {
    Set<String> concerned = concerned(selected);
    List<Problem> problems = new ArrayList<>(asked.problems());
    for (Problem problem : compilation.problems()) {
      if (problem.model().map(concerned::contains).orElse(true)) {
        problems.add(problem);
      }
    }
    unreadable.forEach(
        (source, faults) -> {
          if (everything || concerned.contains(source)) {
            problems.addAll(faults);
          }
        });
    return sorted(problems);
  }

  /** These and all others, when it cannot be said what is asked for. */
  List<Problem> allAnd(Collection<Problem> others) {
    List<Problem> problems = new ArrayList<>(others);
    problems.addAll(asked.problems());
    problems.addAll(compilation.problems());
    unreadable.values().forEach(problems::addAll);
    return sorted(problems);
  }

  /** The first fault of each model that fails, its own or that of what it fails for. */
  Map<String, Problem> byModel(List<Problem> problems) {
    Map<String, Problem> errors = new TreeMap<>();
    for (Problem problem : problems) {
      problem.model().ifPresent(model -> errors.putIfAbsent(model, problem));
    }
    compilation
        .failed()
        .forEach(
            (model, by) -> {
              Problem error = sources.containsKey(by) ? sources.get(by).get(0) : errors.get(by);
              if (error != null) {
                errors.putIfAbsent(model, error);
              }
            });
    return errors;
  }

  /** The models that cannot be built, and all that they read as far as that has faults too. */
  private Set<String> concerned(Set<String> selected) {
    TreeSet<String> sound = new TreeSet<>();
    for (CompiledModel model : compilation.models()) {
      sound.add(model.name());
    }
    TreeSet<String> concerned = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(selected);
    while (!open.isEmpty()) {
      String name = open.poll();
      if (!sound.contains(name) && concerned.add(name)) {
        open.addAll(compilation.reads().getOrDefault(name, List.of()));
      }
    }
    return concerned;
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream().distinct().sorted(Problem.BY_PLACE).toList();
  }
}

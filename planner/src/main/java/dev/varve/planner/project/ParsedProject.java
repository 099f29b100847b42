package dev.varve.planner.project;

import dev.varve.planner.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A project and what is wrong with it.
 *
 * @param project without the broken models and sources, and with what stands for whatever else is
 *     wrong in {@code varve.yaml}; empty when that cannot be read at all
 * @param broken the files of the models with a problem, by the model's name
 * @param brokenSources what is wrong with the sources whose declarations are, by name; {@code
 *     problems} has it too
 * @param problems by place
 */
public record ParsedProject(
    Optional<Project> project,
    SortedMap<String, String> broken,
    SortedMap<String, List<Problem>> brokenSources,
    List<Problem> problems) {
  public ParsedProject {
    broken = Collections.unmodifiableSortedMap(new TreeMap<>(broken));
    brokenSources = Collections.unmodifiableSortedMap(new TreeMap<>(brokenSources));
    problems = problems.stream().sorted(Problem.BY_PLACE).toList();
  }

  /** Whether something is wrong that is no fault of one model. */
  public boolean faultyAsAWhole() {
    return problems.stream().anyMatch(problem -> problem.model().isEmpty());
  }
}

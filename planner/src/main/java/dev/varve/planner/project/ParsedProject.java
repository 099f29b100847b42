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
 * @param project without the broken models; empty when a problem concerns the whole project
 * @param broken the files of the models with a problem, by the model's name
 * @param problems by place
 */
public record ParsedProject(
    Optional<Project> project, SortedMap<String, String> broken, List<Problem> problems) {
  public ParsedProject {
    broken = Collections.unmodifiableSortedMap(new TreeMap<>(broken));
    problems = problems.stream().sorted(Problem.BY_PLACE).toList();
  }
}

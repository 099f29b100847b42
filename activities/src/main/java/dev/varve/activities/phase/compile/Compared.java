package dev.varve.activities.phase.compile;

import dev.varve.planner.Problem;
import dev.varve.planner.diff.ProjectDiff;
import dev.varve.planner.diff.ProjectVersion;
import dev.varve.planner.project.parameter.Arguments;
import java.util.List;
import java.util.Objects;

/**
 * A project compared with what it was.
 *
 * @param kind of what it is compared with: {@code environment} or {@code revision}
 * @param detail the build or the commit
 * @param notes what is to be known of that, each a sentence
 * @param arguments defaults of the parameters, but for those that are read from variables
 * @param problems of models as they are now
 */
public record Compared(
    String project,
    String kind,
    String name,
    String detail,
    List<String> notes,
    ProjectDiff diff,
    ProjectVersion before,
    ProjectVersion after,
    String timezoneBefore,
    String timezone,
    Arguments argumentsBefore,
    Arguments arguments,
    List<Problem> problems) {
  public Compared {
    Objects.requireNonNull(project);
    Objects.requireNonNull(diff);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }
}

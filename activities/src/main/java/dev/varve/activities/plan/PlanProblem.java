package dev.varve.activities.plan;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import java.util.Optional;

/**
 * Something in the user's input that is wrong.
 *
 * @param line counted from 1; 0 where there is no place.
 */
public record PlanProblem(
    String code,
    String message,
    Optional<String> file,
    int line,
    int column,
    String mend,
    Optional<String> model) {
  public static PlanProblem of(Problem problem) {
    return new PlanProblem(
        problem.code(),
        problem.message(),
        problem.place().map(Place::file),
        problem.place().map(Place::line).orElse(0),
        problem.place().map(Place::column).orElse(0),
        problem.mend(),
        problem.model());
  }
}

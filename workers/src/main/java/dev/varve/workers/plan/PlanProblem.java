package dev.varve.workers.plan;

import java.util.Objects;
import java.util.Optional;

/**
 * Something that a person has to mend.
 *
 * @param line counted from 1, 0 where no line is known
 * @param column counted from 1, 0 where no column is known
 * @param mend what to do, empty where nothing can be said
 */
public record PlanProblem(
    String code,
    String message,
    Optional<String> file,
    int line,
    int column,
    String mend,
    Optional<String> model) {
  public PlanProblem {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    Objects.requireNonNull(file);
    Objects.requireNonNull(mend);
    Objects.requireNonNull(model);
  }
}

package dev.varve.activities.plan;

import java.util.List;

/**
 * A project cannot be looked at: its input is wrong, in one or many places, or something outside
 * failed.
 */
public final class ProjectException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean input;
  private final transient List<PlanProblem> problems;

  ProjectException(boolean input, List<PlanProblem> problems, Throwable cause) {
    super(problems.get(0).code() + ": " + problems.get(0).message(), cause);
    this.input = input;
    this.problems = List.copyOf(problems);
  }

  /** Whether it is for the user to mend. */
  public boolean concernsInput() {
    return input;
  }

  public List<PlanProblem> problems() {
    return problems;
  }
}

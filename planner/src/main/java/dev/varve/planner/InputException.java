package dev.varve.planner;

import java.util.List;
import java.util.stream.Collectors;

/** The user's input is wrong: every problem that was found, at once. */
public final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InputException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("an input exception needs a problem");
    }
    this.problems = problems.stream().sorted(Problem.BY_PLACE).toList();
  }

  /** By place. */
  public List<Problem> problems() {
    return problems;
  }
}

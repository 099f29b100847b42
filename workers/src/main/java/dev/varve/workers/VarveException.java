package dev.varve.workers;

import dev.varve.activities.plan.PlanProblem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;

/** Why Varve could not do what it was asked, with everything that a person has to mend. */
public final class VarveException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of thing went wrong, which decides the exit code of the command. */
  public enum Kind {
    /** The project, the request or the command is wrong. */
    INPUT,
    /** Something outside did not work: a server, a disk. */
    OUTSIDE,
    /** Another build holds the environment. */
    BUSY,
    /** The build was cancelled. */
    CANCELLED
  }

  private final Kind kind;
  private final transient List<PlanProblem> problems;

  public VarveException(Kind kind, List<PlanProblem> problems) {
    this(kind, problems, null);
  }

  /**
   * An exception that another one led to.
   *
   * @param cause what it came from, null for nothing; shown only when asked for
   */
  public VarveException(Kind kind, List<PlanProblem> problems, Throwable cause) {
    super(problems.isEmpty() ? kind.name() : sentence(problems.get(0)), cause);
    this.kind = kind;
    this.problems = List.copyOf(problems);
  }

  /** A problem that has no place in a file. */
  public static VarveException of(Kind kind, String code, String message, String mend) {
    return new VarveException(kind, List.of(problem(code, message, mend)));
  }

  /** The refusal to write something, such as "The project". */
  public static VarveException unwritable(String what, IOException cause) {
    String why =
        cause instanceof AccessDeniedException
            ? "there is no permission to write " + cause.getMessage()
            : cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new VarveException(
        Kind.OUTSIDE,
        List.of(
            problem(
                "CANNOT_WRITE",
                what + " cannot be written: " + why + ".",
                "Check the folder's permissions and the space on its disk.")),
        cause);
  }

  public static PlanProblem problem(String code, String message, String mend) {
    return new PlanProblem(code, message, Optional.empty(), 0, 0, mend, Optional.empty());
  }

  public Kind kind() {
    return kind;
  }

  public List<PlanProblem> problems() {
    return problems;
  }

  private static String sentence(PlanProblem problem) {
    return problem.code() + ": " + problem.message();
  }
}

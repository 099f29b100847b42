package dev.varve.workers.cli;

import dev.varve.workers.VarveException;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.StepReport;
import java.util.Set;

/** What the process ends with; part of the interface to scripts. */
final class ExitCode {
  static final int DONE = 0;

  /** The build failed. */
  static final int FAILED = 1;

  /**
   * Something would run, for {@code plan --exit-code} only. A plan builds nothing, so this cannot
   * be taken for a failed build; diff and git diff use the same number.
   */
  static final int WOULD_CHANGE = 1;

  /** What the user wrote is wrong. */
  static final int INPUT = 2;

  /** Something outside failed. */
  static final int OUTSIDE = 3;

  /** Another build holds the environment. */
  static final int BUSY = 4;

  /** Codes of steps that failed through no fault of their model. */
  private static final Set<String> OUTSIDE_CODES =
      Set.of(
          "DISK_FULL",
          "LINK_REFUSED",
          "PERMISSION_DENIED",
          "READ_ONLY",
          "STORAGE_FAILED",
          "TOO_MANY_OPEN_FILES",
          "WAREHOUSE_DAMAGED",
          "WAREHOUSE_GONE",
          "WAREHOUSE_NOT_VISIBLE",
          "WORKER_LOST");

  private ExitCode() {}

  static int of(VarveException.Kind kind) {
    return switch (kind) {
      case INPUT -> INPUT;
      case OUTSIDE -> OUTSIDE;
      case BUSY -> BUSY;
      case CANCELLED -> FAILED;
    };
  }

  static int of(BuildResult result) {
    return switch (result.outcome()) {
      case BuildResult.DONE -> DONE;
      case BuildResult.SUPERSEDED -> BUSY;
      default -> onlyOutsideFailed(result) ? OUTSIDE : FAILED;
    };
  }

  private static boolean onlyOutsideFailed(BuildResult result) {
    boolean any = false;
    for (StepReport step : result.steps()) {
      if (step.error() == null || step.decision().equals("blocked")) {
        continue;
      }
      if (!OUTSIDE_CODES.contains(step.error().code())) {
        return false;
      }
      any = true;
    }
    return any;
  }
}

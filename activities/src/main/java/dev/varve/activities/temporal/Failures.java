package dev.varve.activities.temporal;

import dev.varve.activities.lane.LaneCancelledException;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.phase.failure.PhaseException;
import dev.varve.activities.phase.step.CancelledException;
import dev.varve.planner.InputException;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.storage.FencedException;
import dev.varve.storage.StorageException;
import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.Failure;
import dev.varve.workflows.InputProblem;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.TemporalFailure;
import java.util.List;
import java.util.function.Supplier;

/** Turns what went wrong in a phase into failures that carry code and mend first. */
final class Failures {
  private Failures() {}

  static <T> T translated(Supplier<T> phase) {
    try {
      return phase.get();
    } catch (InputException e) {
      throw inputInvalid(e.problems());
    } catch (FencedException e) {
      throw BuildFailures.lasting(new Failure(BuildFailures.FENCED, e.problem(), e.mend()));
    } catch (StorageException e) {
      throw BuildFailures.passing(new Failure(e.code(), e.problem(), e.mend()));
    } catch (PhaseException e) {
      throw BuildFailures.passing(new Failure(e.code(), e.getMessage(), e.mend()));
    } catch (LaneCancelledException | CancelledException e) {
      throw new ActivityCanceledException(Activity.getExecutionContext().getInfo());
    } catch (LaneException e) {
      Failure failure = new Failure(e.code(), e.problem(), e.mend());
      throw e.code().equals(BuildFailures.OUT_OF_MEMORY)
          ? BuildFailures.lasting(failure)
          : BuildFailures.passing(failure);
    }
  }

  /** Every problem on a line of its own, and all of them as details for programs. */
  private static TemporalFailure inputInvalid(List<Problem> problems) {
    List<InputProblem> details =
        problems.stream().sorted(Problem.BY_PLACE).map(Failures::detail).toList();
    StringBuilder lines = new StringBuilder();
    lines.append(details.size() == 1 ? "1 problem." : details.size() + " problems.");
    for (InputProblem problem : details) {
      lines.append('\n').append(problem.asLine());
    }
    return BuildFailures.lasting(
        new Failure(BuildFailures.INPUT_INVALID, lines.toString(), ""), details);
  }

  private static InputProblem detail(Problem problem) {
    return new InputProblem(
        problem.code(),
        problem.message(),
        problem.place().map(Place::file).orElse(""),
        problem.place().map(Place::line).orElse(0),
        problem.place().map(Place::column).orElse(0),
        problem.mend(),
        problem.model().orElse(""));
  }
}

package dev.varve.workflows.build;

import dev.varve.workflows.Build;
import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Carry;
import dev.varve.workflows.Failure;
import dev.varve.workflows.InputProblem;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The workflow type {@code Build}. */
public final class BuildWorkflow implements Build {
  /** Phases in which units are still to be started, now or later. */
  private static final Set<String> PAUSABLE =
      Set.of("starting", "waiting", "attached", "discover", "compile", "execute");

  private final BuildState state = new BuildState();

  @Override
  public BuildResult build(BuildRequest input) {
    BuildRequest request = input == null ? BuildRequest.of("", "") : input;
    List<String> faults = request.faults();
    if (!faults.isEmpty()) {
      state.enter("failed");
      throw BuildFailures.inputInvalid(
          faults.stream().map(fault -> InputProblem.of("REQUEST_INVALID", fault)).toList());
    }
    try {
      BuildRun.End end = run(request);
      // Detached, because a build whose snapshot was taken is done, also when it is cancelled now.
      Workflow.newDetachedCancellationScope(() -> Workflow.await(Workflow::isEveryHandlerFinished))
          .run();
      if (end instanceof BuildRun.End.Continued next) {
        Workflow.continueAsNew(request.with(next.carry()));
      }
      return delivered(((BuildRun.End.Finished) end).result());
    } catch (CanceledFailure cancelled) {
      state.enter("cancelled");
      throw cancelled;
    } catch (ActivityFailure failure) {
      throw ending(failure);
    } catch (ApplicationFailure failure) {
      state.enter("failed");
      throw failure;
    }
  }

  private BuildRun.End run(BuildRequest request) {
    Optional<Carry> carry = carryOf(request);
    state.project = request.project();
    state.environment = request.environment();
    state.buildId = carry.map(Carry::buildId).orElseGet(Start::buildId);
    state.logicalTime = carry.map(Carry::logicalTime).orElseGet(() -> Start.logicalTime(request));
    carry.ifPresent(
        before -> {
          state.counts = before.counts();
          state.paused = state.paused || before.paused();
          state.addFailures(before.failures());
        });
    return new BuildRun(request, state, carry).run();
  }

  /** An input that was copied from another run is an ordinary start. */
  private static Optional<Carry> carryOf(BuildRequest request) {
    String before = Workflow.getInfo().getContinuedExecutionRunId().orElse("");
    return Optional.ofNullable(request.carry()).filter(carry -> carry.runId().equals(before));
  }

  private BuildResult delivered(BuildResult result) {
    state.counts = result.counts();
    state.result = Optional.of(result);
    state.enter(result.outcome());
    return switch (result.outcome()) {
      case BuildResult.FAILED -> throw Failed.buildFailed(result, state.failures());
      case BuildResult.CANCELLED ->
          throw BuildFailures.lasting(
              new Failure(
                  BuildFailures.CANCELLED,
                  "The build that was followed was cancelled.",
                  "Build again."),
              result);
      default -> result;
    };
  }

  private TemporalFailure ending(ActivityFailure failure) {
    if (Failed.isCancelled(failure) && CancellationScope.current().isCancelRequested()) {
      state.enter("cancelled");
      return new CanceledFailure("The build was cancelled.");
    }
    state.enter("failed");
    return Failed.ending(failure);
  }

  @Override
  public BuildProgress progress() {
    return state.progress();
  }

  @Override
  public BuildResult result() {
    boolean cancelled = state.phase().equals(BuildResult.CANCELLED);
    return state.result.orElseGet(
        () -> cancelled ? state.endedWithoutSteps(BuildResult.CANCELLED, state.counts) : null);
  }

  @Override
  public BuildProgress pause() {
    state.paused = true;
    state.publish();
    return state.progress();
  }

  @Override
  public void checkPause() {
    if (state.paused) {
      throw refused(
          "ALREADY_PAUSED", "The build is paused already.", "Send the update resume to go on.");
    }
    if (!PAUSABLE.contains(state.phase())) {
      throw refused(
          "TOO_LATE", "There is nothing left to pause in phase " + state.phase() + ".", "");
    }
  }

  @Override
  public BuildProgress resume() {
    state.paused = false;
    state.publish();
    return state.progress();
  }

  @Override
  public void checkResume() {
    if (!state.paused) {
      throw refused("NOT_PAUSED", "The build is not paused.", "");
    }
  }

  @Override
  public void leaseReleased() {
    state.awaitedLeaseIsFree = true;
  }

  private static ApplicationFailure refused(String code, String message, String mend) {
    return BuildFailures.lasting(new Failure(code, message, mend));
  }
}

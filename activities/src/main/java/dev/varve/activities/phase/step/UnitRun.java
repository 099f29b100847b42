package dev.varve.activities.phase.step;

import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.storage.source.SourcePins;
import dev.varve.storage.staging.Attempt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs the steps of one unit: prepares each, executes what is due, publishes what came of it. */
public final class UnitRun {
  private final BuildContext build;
  private final int unit;
  private final DuckDbLanes lanes;
  private final Attempt attempt;
  private final Cancellation cancellation;
  private final StepInputs inputs;
  private final StepChecks checks;
  private final List<StepOutcome> outcomes = new ArrayList<>();
  private final List<Step.Staged> staged = new ArrayList<>();
  private final Map<Integer, Instant> starts = new TreeMap<>();
  private final List<Step.Stored> stored = new ArrayList<>();

  public UnitRun(
      BuildContext build,
      int unit,
      DuckDbLanes lanes,
      SourcePins pins,
      Attempt attempt,
      Cancellation cancellation) {
    this.build = build;
    this.unit = unit;
    this.lanes = lanes;
    this.attempt = attempt;
    this.cancellation = cancellation;
    this.inputs = new StepInputs(build);
    this.checks = new StepChecks(lanes, inputs, pins);
  }

  /** All of a small unit in one go. */
  public List<StepOutcome> run() {
    StepPreparation preparation = new StepPreparation(build, inputs);
    StepExecution execution = new StepExecution(build, lanes, inputs);
    for (int ordinal : build.unit(unit).steps()) {
      if (waitsForPublication(build.model(ordinal))) {
        publish();
      }
      requireWanted();
      take(preparation.prepare(ordinal), execution);
    }
    publish();
    return build.outcomes().publish(attempt, unit, outcomes);
  }

  /**
   * The first half of a big step: whatever has to run is run, and its file left in the attempt's
   * folder.
   */
  public void execute() {
    int ordinal = build.unit(unit).steps().get(0);
    Step step = new StepPreparation(build, inputs).prepare(ordinal);
    if (step instanceof Step.Due due) {
      Instant start = now();
      Step executed = new StepExecution(build, lanes, inputs).run(due, attempt, observer());
      ExecutedStep.leave(executed, start, attempt);
    }
  }

  /** The second half: what was executed is checked and published. */
  public List<StepOutcome> write() {
    int ordinal = build.unit(unit).steps().get(0);
    Step step = new StepPreparation(build, inputs).prepare(ordinal);
    if (step instanceof Step.Due due) {
      step = ExecutedStep.find(due, attempt);
      ExecutedStep.start(attempt).ifPresent(start -> starts.put(ordinal, start));
    }
    take(step, new StepExecution(build, lanes, inputs));
    publish();
    return build.outcomes().publish(attempt, unit, outcomes);
  }

  private void take(Step step, StepExecution execution) {
    if (step instanceof Step.Ended ended) {
      end(ended.outcome());
    } else if (step instanceof Step.Stored found) {
      stored.add(found);
    } else if (step instanceof Step.Staged done) {
      staged.add(done);
    } else if (step instanceof Step.Due due) {
      starts.put(due.ordinal(), now());
      take(execution.run(due, attempt, observer()), execution);
    }
  }

  private void publish() {
    List<Step.Staged> sound = new ArrayList<>();
    for (Step.Staged step : staged) {
      Optional<StepFailure> failure = checks.failure(step);
      if (failure.isPresent()) {
        end(
            StepExecution.failed(step.ordinal(), step.model(), failure.get(), step.milliseconds())
                .outcome());
      } else {
        sound.add(step);
      }
    }
    if (!sound.isEmpty() || !stored.isEmpty()) {
      new StepPublication(build, attempt).publish(sound, stored).forEach(this::end);
    }
    staged.clear();
    stored.clear();
  }

  private void end(StepOutcome outcome) {
    Instant start = starts.get(outcome.ordinal());
    StepOutcome ended = start == null ? outcome : outcome.startedAt(start);
    outcomes.add(ended);
    inputs.add(ended);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether the model reads a table that this unit has made but not published yet. */
  private boolean waitsForPublication(CompiledModel model) {
    for (InputUse input : model.inputs()) {
      Optional<Integer> ordinal =
          input.isSource() ? Optional.empty() : build.ordinal(input.table());
      if (ordinal.isPresent()
          && build.unitOf(ordinal.get()) == unit
          && !inputs.ended(ordinal.get())) {
        return true;
      }
    }
    return false;
  }

  private void requireWanted() {
    if (cancellation.cancelled()) {
      throw new CancelledException();
    }
  }

  private LaneObserver observer() {
    return running -> cancellation.onCancel(running::cancel);
  }
}

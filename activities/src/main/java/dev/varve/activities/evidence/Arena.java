package dev.varve.activities.evidence;

import dev.varve.activities.lane.StepFunction;
import dev.varve.activities.lane.duckdb.ScratchEngine;
import dev.varve.activities.lane.duckdb.ScratchEngine.Answer;
import dev.varve.planner.evidence.Definition;
import dev.varve.planner.evidence.Instance;
import dev.varve.planner.evidence.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs two definitions on the same rows, each in tables of its own schemas, and compares. */
final class Arena implements AutoCloseable {
  /** Two small results of a few small tables fit many times. */
  private static final long MEMORY = 256L << 20;

  /** What both gave on an instance, where neither was stopped. */
  record Outcome(Answer before, Answer after, Optional<Counterexample.Difference> difference) {}

  /** What an instance came to: an outcome, or what stopped it. */
  record Run(Optional<Outcome> outcome, Optional<Answer.Stopped> stopped) {
    boolean differs() {
      return outcome.isPresent() && outcome.get().difference.isPresent();
    }

    boolean bothFailed() {
      return outcome.isPresent()
          && outcome.get().before instanceof Answer.Failed
          && outcome.get().after instanceof Answer.Failed;
    }

    boolean shows(Counterexample.Difference difference) {
      return differs() && outcome.orElseThrow().difference.orElseThrow() == difference;
    }
  }

  private final ScratchEngine engine;
  private final Side before;
  private final Side after;
  private final ResultComparison comparison;

  private Arena(ScratchEngine engine, Side before, Side after, ResultComparison comparison) {
    this.engine = engine;
    this.before = before;
    this.after = after;
    this.comparison = comparison;
  }

  static Arena open(Question question, String timezone, Instant clock) {
    ScratchEngine engine = ScratchEngine.open(timezone, 1, MEMORY);
    try {
      Side before = side("before", question.before(), engine, clock, question.inOrder());
      Side after = side("after", question.after(), engine, clock, question.inOrder());
      return new Arena(engine, before, after, ResultComparison.of(question));
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private static Side side(
      String name, Definition definition, ScratchEngine engine, Instant clock, boolean inOrder) {
    List<StepFunction> functions =
        definition.functions().stream()
            .map(macro -> new StepFunction(macro.name(), macro.table(), macro.definition()))
            .toList();
    return new Side(definition, engine.space(name, clock, functions), inOrder);
  }

  /** Both on an instance. */
  Run run(Instance instance, Duration longest) {
    Answer one = before.answer(instance, longest);
    if (one instanceof Answer.Stopped stopped) {
      return new Run(Optional.empty(), Optional.of(stopped));
    }
    Answer other = after.answer(instance, longest);
    if (other instanceof Answer.Stopped stopped) {
      return new Run(Optional.empty(), Optional.of(stopped));
    }
    Outcome outcome = new Outcome(one, other, comparison.difference(one, other));
    return new Run(Optional.of(outcome), Optional.empty());
  }

  /** Whether no order of the rows that is tried lets one give what the other gives. */
  boolean differsInEveryOrder(Instance instance, Duration longest) {
    List<Instance> orders = List.of(instance, instance.reversed(), instance.rotated());
    for (Instance ofOne : orders) {
      Answer one = before.answer(ofOne, longest);
      for (Instance ofOther : orders) {
        Answer other = after.answer(ofOther, longest);
        boolean stopped = one instanceof Answer.Stopped || other instanceof Answer.Stopped;
        if (stopped || comparison.difference(one, other).isEmpty()) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    before.close();
    after.close();
    engine.close();
  }
}

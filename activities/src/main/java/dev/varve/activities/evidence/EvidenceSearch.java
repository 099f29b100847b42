package dev.varve.activities.evidence;

import dev.varve.activities.evidence.Counterexample.Difference;
import dev.varve.activities.lane.duckdb.ScratchEngine.Answer;
import dev.varve.planner.evidence.Definition;
import dev.varve.planner.evidence.Instance;
import dev.varve.planner.evidence.Instances;
import dev.varve.planner.evidence.Question;
import dev.varve.planner.evidence.Sameness;
import dev.varve.planner.evidence.Shrinking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers whether two definitions of a model give the same result: proved by their fingerprints,
 * refuted by running both on made-up tables, or not known.
 *
 * <p>The same definitions give the same answer: tables are made up from the fingerprints, in a
 * fixed order. Only how far a search gets depends on the time it has, and it ends as unknown where
 * that is too short.
 */
public final class EvidenceSearch {
  /** A smaller instance on which a query runs for longer is left. */
  private static final Duration WHILE_SHRINKING = Duration.ofSeconds(5);

  private static final int MOST_SHRINKING_STEPS = 400;

  private final Question question;
  private final SearchLimits limits;
  private final long began = System.nanoTime();
  private int same;
  private int failed;
  private int passedOver;

  private EvidenceSearch(Question question, SearchLimits limits) {
    this.question = question;
    this.limits = limits;
  }

  /**
   * Searches.
   *
   * @param timezone the project's
   * @param clock the time that both are told
   */
  public static Verdict search(
      Definition before, Definition after, String timezone, Instant clock, SearchLimits limits) {
    Question question = new Question(before, after);
    Optional<Sameness> proof = question.proof();
    if (proof.isPresent()) {
      return new Verdict.ProvedEqual(proof.get(), question.columns());
    }
    return refuted(question, timezone, clock, limits);
  }

  /** Whatever the fingerprints say: what they take for equal must never be refuted. */
  static Verdict refuted(Question question, String timezone, Instant clock, SearchLimits limits) {
    List<String> obstacles = question.obstacles();
    if (!obstacles.isEmpty()) {
      return new Verdict.Unknown(0, 0, 0, obstacles, question.columns());
    }
    try (Arena arena = Arena.open(question, timezone, clock)) {
      return new EvidenceSearch(question, limits).in(arena, timezone, clock);
    }
  }

  private Verdict in(Arena arena, String timezone, Instant clock) {
    Instances instances = Instances.of(question);
    int count = instances.onlyOne() ? 1 : limits.instances();
    Optional<Instance> doubtful = Optional.empty();
    for (int i = 0; i < count; i++) {
      Duration left = limits.time().minusNanos(System.nanoTime() - began);
      if (left.isNegative() || left.isZero()) {
        return unknown("The time for the search is over.");
      }
      Instance instance = instances.instance(i);
      Arena.Run run = arena.run(instance, left);
      if (run.stopped().isPresent()) {
        Answer.Stopped stopped = run.stopped().get();
        switch (stopped.reason()) {
          case TIME -> {
            return unknown("The time for the search is over.");
          }
          case ENGINE -> {
            return unknown("The engine cannot run both: " + stopped.message());
          }
          case MEMORY, ROWS -> passedOver++;
        }
      } else if (run.bothFailed()) {
        failed++;
      } else if (!run.differs()) {
        same++;
      } else if (sure(arena, instance, run)) {
        Counterexample.Difference difference =
            run.outcome().orElseThrow().difference().orElseThrow();
        Instance small =
            Shrinking.of(
                instance,
                smaller -> {
                  Arena.Run again = arena.run(smaller, WHILE_SHRINKING);
                  return again.shows(difference) && sure(arena, smaller, again);
                },
                MOST_SHRINKING_STEPS);
        return counterexample(arena, small, false, timezone, clock);
      } else {
        same++;
        if (doubtful.isEmpty() && mayTell(run)) {
          doubtful = Optional.of(instance);
        }
      }
    }
    if (doubtful.isPresent()) {
      Instance small =
          Shrinking.of(
              doubtful.get(),
              smaller -> mayTell(arena.run(smaller, WHILE_SHRINKING)),
              MOST_SHRINKING_STEPS);
      return counterexample(arena, small, true, timezone, clock);
    }
    return unknown(
        instances.onlyOne()
            ? "They read no table, and give the same."
            : "That is no proof: other rows may tell them apart.");
  }

  /** Whether a difference is not just one of what comes first among equals. */
  private boolean sure(Arena arena, Instance instance, Arena.Run run) {
    return !question.dependsOnOrder()
        || run.shows(Difference.ERROR)
        || arena.differsInEveryOrder(instance, WHILE_SHRINKING);
  }

  /** Whether a difference that another order of the rows would hide is one all the same. */
  private boolean mayTell(Arena.Run run) {
    return run.shows(Difference.ROWS);
  }

  private Verdict counterexample(
      Arena arena, Instance small, boolean onlyInThisOrder, String timezone, Instant clock) {
    Arena.Outcome outcome = arena.run(small, WHILE_SHRINKING).outcome().orElseThrow();
    return new Counterexample(
        question,
        timezone,
        clock,
        outcome.difference().orElseThrow(),
        onlyInThisOrder,
        small,
        outcome.before(),
        outcome.after());
  }

  private Verdict unknown(String reason) {
    return new Verdict.Unknown(same, failed, passedOver, List.of(reason), question.columns());
  }
}

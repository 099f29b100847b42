package dev.varve.activities.plan;

import dev.varve.activities.evidence.Counterexample;
import dev.varve.activities.evidence.EvidenceSearch;
import dev.varve.activities.evidence.SearchLimits;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.diff.Category;
import dev.varve.planner.diff.ModelDiff;
import dev.varve.planner.evidence.Definition;
import dev.varve.planner.function.SqlMacro;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Looks for rows on which two versions of a model differ, where nothing is proved. All the searches
 * of one comparison share their time.
 */
final class RowSearch implements VerdictSearch {
  /** More than this nobody waits for. */
  private static final Duration ALTOGETHER = Duration.ofSeconds(30);

  /** A day that is not in every year. */
  private static final Instant CLOCK = Instant.parse("2024-02-29T12:00:00Z");

  private Duration left = ALTOGETHER;

  @Override
  public Optional<Verdict> of(Asked before, Asked after, ModelDiff diff) {
    Optional<Verdict> proved = VerdictSearch.byFingerprints(before, after, diff);
    if (proved.isPresent() || diff.category() == Category.METADATA_ONLY) {
      return proved;
    }
    if (diff.category() == Category.ADDITIVE && diff.sameRows()) {
      return Optional.of(
          new Verdict.ProvedEqual(
              "The rows are the same, and so is each column that there was: each has one"
                  + " fingerprint."));
    }
    return Optional.of(searched(before, after));
  }

  private Verdict searched(Asked before, Asked after) {
    Optional<String> obstacle = obstacle(before, after);
    if (obstacle.isPresent()) {
      return new Verdict.Unknown(obstacle.get());
    }
    if (left.isNegative() || left.isZero()) {
      return new Verdict.Unknown(
          "The time for searches was used up by other models: name this one alone.");
    }
    SearchLimits usual = SearchLimits.USUAL;
    Duration time = left.compareTo(usual.time()) < 0 ? left : usual.time();
    long began = System.nanoTime();
    dev.varve.activities.evidence.Verdict verdict =
        EvidenceSearch.search(
            definition(before),
            definition(after),
            after.timezone(),
            CLOCK,
            new SearchLimits(usual.instances(), time));
    left = left.minusNanos(System.nanoTime() - began);
    if (verdict instanceof Counterexample counterexample) {
      return new Verdict.Counterexample(
          counterexample.text(), tables(counterexample), counterexample.script());
    }
    return verdict instanceof dev.varve.activities.evidence.Verdict.ProvedEqual
        ? new Verdict.ProvedEqual(verdict.text())
        : new Verdict.Unknown(verdict.text());
  }

  private static Definition definition(Asked asked) {
    return Definition.of(asked.version().understood(), asked.schemas(), asked.arguments());
  }

  private static Optional<String> obstacle(Asked before, Asked after) {
    if (!before.timezone().equals(after.timezone())) {
      return Optional.of("The project's time zone is another: no search runs in two of them.");
    }
    for (Asked asked : List.of(before, after)) {
      CompiledModel model = asked.version().model();
      if (model.functions().stream().anyMatch(SqlMacro::view)) {
        return Optional.of("It reads an inline model, and the search runs models on tables alone.");
      }
      TreeSet<String> missing = new TreeSet<>(model.parameters());
      missing.removeAll(asked.arguments().values().keySet());
      if (!missing.isEmpty()) {
        return Optional.of(
            "The search has no value for $" + String.join(", $", missing) + ": give it a default.");
      }
    }
    return Optional.empty();
  }

  private static List<Verdict.Table> tables(Counterexample counterexample) {
    return counterexample.tables().stream()
        .map(shown -> new Verdict.Table(shown.title(), shown.columns(), shown.rows()))
        .toList();
  }
}

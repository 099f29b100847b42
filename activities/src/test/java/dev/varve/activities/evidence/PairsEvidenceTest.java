package dev.varve.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.evidence.Counterexample.Difference;
import dev.varve.planner.evidence.Question;
import dev.varve.planner.testing.Pair;
import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.TestBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The search on pairs of texts of which it is known whether they differ, without the rows that the
 * list of pairs gives them. {@code -Dvarve.instances} makes it longer.
 */
class PairsEvidenceTest {
  private static final int INSTANCES = Integer.getInteger("varve.instances", 20);
  private static final Instant CLOCK = Instant.parse("2026-11-21T00:00:00Z");

  /** Whatever the fingerprints say. */
  private static Verdict verdict(Pair pair, int instances) {
    Question question =
        new Question(
            TestBinder.definition(pair.one(), PairTables.schemas()),
            TestBinder.definition(pair.other(), PairTables.schemas()));
    SearchLimits limits = new SearchLimits(instances, Duration.ofMinutes(10));
    return EvidenceSearch.refuted(question, "UTC", CLOCK, limits);
  }

  @Test
  void mostThatDifferAreRefutedByFewRows() {
    List<Pair> pairs = Pair.read("differ.txt");
    int refuted = 0;
    int byColumns = 0;
    int rows = 0;
    List<Pair> missed = new ArrayList<>();
    for (Pair pair : pairs) {
      Verdict verdict = verdict(pair, INSTANCES);
      if (verdict instanceof Counterexample counterexample) {
        refuted++;
        rows += counterexample.inputs().rowCount();
        assertThat(counterexample.difference() == Difference.ORDER)
            .as(pair.toString())
            .isEqualTo(pair.difference() == Pair.Difference.ORDER);
      } else if (verdict.columns().same()) {
        missed.add(pair);
      } else {
        byColumns++;
      }
    }
    System.out.printf(
        "%d of %d pairs are refuted, by %.1f rows on the average; %d more differ in their columns"
            + " alone; missed are %d: %s%n",
        refuted, pairs.size(), (double) rows / refuted, byColumns, missed.size(), missed);
    assertThat(refuted).isGreaterThan(pairs.size() * 9 / 10);
    assertThat(rows).isLessThan(2 * refuted);
    // What is another value each time cannot be compared.
    assertThat(missed.stream().filter(pair -> !pair.section().equals("volatile functions")))
        .hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void noneThatAreEqualIsRefuted() {
    List<String> faults = new ArrayList<>();
    int same = 0;
    // Of these each is tried to the end.
    int instances = Math.max(1, INSTANCES / 2);
    for (Pair pair : Pair.read("equal.txt")) {
      Verdict verdict = verdict(pair, instances);
      if (verdict instanceof Counterexample counterexample) {
        faults.add(pair + "\n" + counterexample.text() + "\n" + counterexample.script());
      } else if (verdict instanceof Verdict.Unknown unknown) {
        same += unknown.same() > instances / 2 || pair.one().indexOf(" from ") < 0 ? 1 : 0;
      }
    }
    assertThat(faults).isEmpty();
    assertThat(same).as("compared on more than half of the instances").isGreaterThan(240);
  }
}

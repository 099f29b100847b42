package dev.varve.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.testing.Pair;
import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.TestBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The search on pairs of texts of which it is known whether they differ. */
class PairsEvidenceTest {
  private static final Instant CLOCK = Instant.parse("2026-11-21T00:00:00Z");

  private static Verdict verdict(Pair pair, int instances) {
    return EvidenceSearch.search(
        TestBinder.definition(pair.one(), PairTables.schemas()),
        TestBinder.definition(pair.other(), PairTables.schemas()),
        "UTC",
        CLOCK,
        new SearchLimits(instances, Duration.ofMinutes(2)));
  }

  @Test
  void mostThatDifferHaveACounterexampleMadeUp() {
    List<Pair> pairs = Pair.read("differ.txt");
    Map<String, Integer> counts = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    for (Pair pair : pairs) {
      Verdict verdict = verdict(pair, 200);
      String what = verdict.getClass().getSimpleName();
      if (verdict instanceof Verdict.Unknown unknown) {
        boolean otherColumns = !verdict.columns().same();
        what = otherColumns ? "Columns" : what;
        missed.add(
            (otherColumns ? "COLUMNS " : "MISSED ")
                + pair
                + "\n"
                + unknown.text()
                + verdict.columns().differences());
      } else if (verdict instanceof Counterexample c) {
        what += " " + c.difference() + c.onlyInThisOrder() + " " + c.inputs().rowCount();
      } else {
        missed.add("PROVED " + pair);
      }
      counts.merge(what, 1, Integer::sum);
    }
    missed.forEach(System.out::println);
    System.out.println(counts);
    assertThat(counts).isNotNull();
  }

  @Test
  void noneThatAreEqualHasOne() {
    List<String> faults = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (Pair pair : Pair.read("equal.txt")) {
      Verdict verdict = verdict(pair, 60);
      counts.merge(verdict.getClass().getSimpleName(), 1, Integer::sum);
      if (verdict instanceof Counterexample counterexample) {
        faults.add(
            pair
                + "\n"
                + counterexample.text()
                + "\n"
                + counterexample.script()
                + counterexample.before()
                + "\n"
                + counterexample.after());
      }
    }
    faults.forEach(System.out::println);
    System.out.println(counts);
    assertThat(faults).isEmpty();
  }
}

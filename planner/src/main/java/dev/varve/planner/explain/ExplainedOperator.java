package dev.varve.planner.explain;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.classify.Classification;
import java.util.List;
import java.util.Optional;

/**
 * An operator of a query plan.
 *
 * @param depth 0 for the outermost; its inputs follow it, one deeper
 * @param text what it does, columns by position and, where they have one, by name
 * @param fingerprint of it and all below it
 * @param own its class by itself; absent in a normal form, which is only compared
 * @param kept of a normal form: what of it is not in one form for all ways of writing it, and how
 *     far it is from that
 */
public record ExplainedOperator(
    int depth,
    String text,
    Fingerprint fingerprint,
    Optional<Classification> own,
    List<String> kept) {
  public ExplainedOperator {
    kept = List.copyOf(kept);
  }
}

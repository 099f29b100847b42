package dev.varve.workflows.phase;

import static java.util.Objects.requireNonNullElse;

import java.util.List;

/**
 * What one activity, or one execute and one write, brings up to date.
 *
 * @param label for people: model and short plan fingerprint, or the first models of a batch and how
 *     many more
 * @param small one activity runs all steps; else execute, then write
 * @param after ordinals of the units that must have ended, all smaller than its own
 */
public record Unit(String label, int steps, boolean small, List<Integer> after) {
  public Unit {
    label = requireNonNullElse(label, "");
    after = after == null ? List.of() : List.copyOf(after);
  }
}

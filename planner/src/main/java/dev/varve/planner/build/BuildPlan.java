package dev.varve.planner.build;

import dev.varve.planner.Fingerprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a build will do: every selected model with its decision, and the units in which the
 * scheduled ones run. The models themselves are kept beside it, as compiled.
 *
 * @param discovery the digest of the discovery artifact that it rests on.
 * @param manifest the number of the manifest that it was compared with; 0 for none.
 * @param arguments the parameter values that were given, as text; defaults may be secrets and are
 *     resolved where they are used.
 * @param compiled the digest of the artifact with the compiled models of all steps, by ordinal.
 * @param steps positions in {@code entries} of the scheduled models, by ordinal.
 */
public record BuildPlan(
    String discovery,
    long manifest,
    String compiled,
    BuildSettings settings,
    String profile,
    Map<String, String> arguments,
    List<Entry> entries,
    List<Integer> steps,
    List<StepUnits.Unit> units) {

  /**
   * A selected model and what becomes of it.
   *
   * @param plan what its query computes; absent where that is not known
   * @param key absent when an input must be built first
   * @param deepKey what it will have been made of, down to the sources, where that is known
   */
  public record Entry(
      String name,
      Decision decision,
      Optional<Fingerprint> plan,
      Optional<Fingerprint> key,
      Optional<Fingerprint> deepKey) {
    public Entry {
      Objects.requireNonNull(name);
      Objects.requireNonNull(decision);
      Objects.requireNonNull(plan);
      Objects.requireNonNull(key);
      Objects.requireNonNull(deepKey);
    }
  }

  public BuildPlan {
    Objects.requireNonNull(discovery);
    Objects.requireNonNull(compiled);
    Objects.requireNonNull(settings);
    Objects.requireNonNull(profile);
    arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
    entries = List.copyOf(entries);
    steps = List.copyOf(steps);
    units = List.copyOf(units);
  }

  /** The entry of the step with this ordinal. */
  public Entry step(int ordinal) {
    return entries.get(steps.get(ordinal));
  }

  /** The entries that need no step. */
  public List<Entry> settled() {
    List<Entry> settled = new ArrayList<>();
    for (Entry entry : entries) {
      DecisionKind kind = entry.decision().kind();
      if (kind != DecisionKind.REUSE && kind != DecisionKind.REBUILD) {
        settled.add(entry);
      }
    }
    return settled;
  }
}

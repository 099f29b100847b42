package dev.varve.planner.project;

import java.util.Optional;

/** What a changed model makes a build do to the tables behind it. */
public enum Policy implements Promise {
  /** Rebuild whatever the change could reach. */
  ALWAYS,
  /** Rebuild what the keys ask for. */
  CONSERVATIVE,
  /** Leave a merely additive change unbuilt and mark the table as stale by policy. */
  BREAKING_ONLY;

  @Override
  public Optional<Refusal> refusal() {
    return this == BREAKING_ONLY
        ? Optional.of(
            new Refusal(
                "The policy BREAKING_ONLY is not supported by this version yet: additive changes"
                    + " are not told from breaking ones.",
                "Use CONSERVATIVE, which rebuilds whatever a change can affect and nothing else."))
        : Optional.empty();
  }
}

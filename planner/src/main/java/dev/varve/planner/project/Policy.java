package dev.varve.planner.project;

/** What a changed model makes a build do to the tables behind it. */
public enum Policy {
  /** Rebuild whatever the change could reach. */
  ALWAYS,
  /** Rebuild what the keys ask for. */
  CONSERVATIVE,
  /** Leave a merely additive change unbuilt and mark the table as stale by policy. */
  BREAKING_ONLY
}

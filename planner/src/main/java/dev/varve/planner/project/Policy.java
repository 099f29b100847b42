package dev.varve.planner.project;

/** What a changed model makes a build do to the tables behind it. */
public enum Policy implements Promise {
  /** Rebuild whatever the change could reach. */
  ALWAYS,
  /** Rebuild what the keys ask for. */
  CONSERVATIVE,
  /**
   * Leave a table as it is whose model only adds columns, until somebody reads one of them, and
   * mark it as stale by policy.
   */
  BREAKING_ONLY
}

package dev.varve.planner.bind.statement;

/** What can be given to the engine. */
public sealed interface EngineStatement permits ReadOnlyQuery, ServiceStatement, AdminStatement {
  /** As the engine reads it. */
  String text();
}

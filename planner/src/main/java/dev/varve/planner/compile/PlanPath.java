package dev.varve.planner.compile;

/** How far Varve understands a model. */
public enum PlanPath {
  /** All of it. */
  ALGEBRA,
  /** Something in it is known by its bound form only. */
  NATIVE
}

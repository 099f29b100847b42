package dev.varve.planner.compile;

/** What a model asks the clock for, and therefore what of the build's time is in its key. */
public enum ClockUse {
  DATE,
  TIMESTAMP
}

package dev.varve.activities.lane;

import java.util.OptionalDouble;

/** A call into a lane while it runs; may be used from any thread, also after the end. */
public interface RunningQuery {
  /** Stops it within a fraction of a second, whatever it is doing; the call then throws. */
  void cancel();

  /** Percentage of the main statement, when the engine can tell. */
  OptionalDouble progress();
}

package dev.varve.activities.lane;

/** Is told of a call before its first statement, on the calling thread. */
@FunctionalInterface
public interface LaneObserver {
  /** For calls that nobody cancels. */
  LaneObserver NONE = running -> {};

  void started(RunningQuery running);
}

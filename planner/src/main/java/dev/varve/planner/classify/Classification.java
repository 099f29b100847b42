package dev.varve.planner.classify;

import java.util.List;

/**
 * How far a plan's result is determined by its inputs, and why no further.
 *
 * @param threadSensitive it may differ with the number of threads
 * @param doubts sentences, in the order of the plan, without repetition
 */
public record Classification(
    ResultClass resultClass, boolean threadSensitive, List<String> doubts) {
  public Classification {
    doubts = List.copyOf(doubts);
  }
}

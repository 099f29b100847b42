package dev.varve.activities.plan;

import java.util.List;
import java.util.Objects;

/**
 * A function that models can call, or may not.
 *
 * @param origin {@code project}, {@code varve} or {@code engine}
 * @param volatility what a call depends on besides its arguments
 * @param threads whether the number of threads may change what it yields
 * @param lanes the engines that run it; none for one that is refused
 * @param rung {@code built in}, {@code vectorised} or {@code row by row}; empty for one that is
 *     refused
 * @param description what it is for, or why it is refused
 */
public record ListedFunction(
    String origin,
    String kind,
    String name,
    List<String> signatures,
    String volatility,
    String threads,
    List<String> lanes,
    String rung,
    String fingerprint,
    String description) {
  public ListedFunction {
    Objects.requireNonNull(name);
    signatures = List.copyOf(signatures);
    lanes = List.copyOf(lanes);
  }
}

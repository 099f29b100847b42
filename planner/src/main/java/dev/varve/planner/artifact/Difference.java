package dev.varve.planner.artifact;

import dev.varve.planner.diff.ModelChange;
import java.util.Optional;

/**
 * How a model differs from what it was.
 *
 * @param against what it was compared with
 * @param change nothing where it is what it was
 * @param unknown why it was not compared; empty where it was
 */
public record Difference(String against, Optional<ModelChange> change, String unknown) {
  public static Difference of(String against, Optional<ModelChange> change) {
    return new Difference(against, change, "");
  }

  public static Difference unknown(String why) {
    return new Difference("", Optional.empty(), why);
  }
}

package dev.varve.planner.diff;

import java.util.Objects;
import java.util.Optional;

/**
 * One change to what a model computes or says of itself, for a person to read.
 *
 * @param kind what happened
 * @param what the operator or fact that it happened to, such as {@code filter} or {@code
 *     description}
 * @param before absent where there was none
 * @param after absent where there is none
 */
public record Edit(Kind kind, String what, Optional<String> before, Optional<String> after) {
  /** What happened. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /** It stands below or above other operators than before. */
    MOVED
  }

  public Edit {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(what);
    Objects.requireNonNull(before);
    Objects.requireNonNull(after);
  }

  static Edit added(String what, String after) {
    return new Edit(Kind.ADDED, what, Optional.empty(), Optional.of(after));
  }

  static Edit removed(String what, String before) {
    return new Edit(Kind.REMOVED, what, Optional.of(before), Optional.empty());
  }

  static Edit changed(String what, String before, String after) {
    return new Edit(Kind.CHANGED, what, Optional.of(before), Optional.of(after));
  }

  /** In a sentence without an end. */
  public String sentence() {
    return switch (kind) {
      case ADDED -> what + " added: " + after.orElse("");
      case REMOVED -> what + " removed: " + before.orElse("");
      case CHANGED ->
          before.isEmpty()
              ? what + " changed"
              : what + ": " + before.get() + " → " + after.orElse("");
      case MOVED -> what + " moved: " + after.orElse("");
    };
  }
}

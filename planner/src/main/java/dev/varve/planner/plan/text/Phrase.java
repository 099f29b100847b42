package dev.varve.planner.plan.text;

import java.util.Objects;

/**
 * A piece of text that stands for a value.
 *
 * @param compound it needs parentheses where it is an operand
 */
public record Phrase(String text, boolean compound) {
  public Phrase {
    Objects.requireNonNull(text);
  }

  public static Phrase of(String text) {
    return new Phrase(text, false);
  }

  static Phrase compound(String text) {
    return new Phrase(text, true);
  }

  /** As it stands beside an operator. */
  String operand() {
    return compound ? "(" + text + ")" : text;
  }
}

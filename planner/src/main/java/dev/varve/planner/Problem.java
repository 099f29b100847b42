package dev.varve.planner;

import java.util.Comparator;
import java.util.Optional;

/**
 * Something in the user's input that is wrong.
 *
 * @param code UPPER_SNAKE, stable: scripts may test for it
 * @param message one sentence: what is wrong
 * @param place where, if it is in a file
 * @param mend one sentence: what to do about it
 * @param model the model that cannot be built because of it; empty when it concerns the whole
 *     project
 */
public record Problem(
    String code, String message, Optional<Place> place, String mend, Optional<String> model) {

  /** By place, those without one first, so that a report reads from top to bottom. */
  public static final Comparator<Problem> BY_PLACE =
      Comparator.comparing((Problem p) -> p.place().orElse(Place.startOf("")))
          .thenComparing(Problem::code)
          .thenComparing(Problem::message);

  public Problem {
    if (!code.matches("[A-Z][A-Z0-9_]*")) {
      throw new IllegalArgumentException("a code is UPPER_SNAKE: " + code);
    }
  }

  /** A problem of the whole project at a place. */
  public static Problem at(Place place, String code, String message, String mend) {
    return new Problem(code, message, Optional.of(place), mend, Optional.empty());
  }

  /** A problem that is in no file. */
  public static Problem of(String code, String message, String mend) {
    return new Problem(code, message, Optional.empty(), mend, Optional.empty());
  }

  /** The same problem, as one of this model. */
  public Problem ofModel(String name) {
    return new Problem(code, message, place, mend, Optional.of(name));
  }

  /** One line: place, code, message, mend. */
  @Override
  public String toString() {
    return place.map(p -> p + ": ").orElse("") + code + ": " + message + " " + mend;
  }
}

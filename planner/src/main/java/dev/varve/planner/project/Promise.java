package dev.varve.planner.project;

import java.util.Optional;

/** A choice that says what will be done. What this version cannot do it refuses, wherever asked. */
public interface Promise {
  /** Empty where the promise is kept. */
  default Optional<Refusal> refusal() {
    return Optional.empty();
  }

  /**
   * Why a choice cannot be had.
   *
   * @param why what is not there yet, as a sentence
   * @param instead what to choose
   */
  record Refusal(String why, String instead) {
    /** The code of every refusal. */
    public static final String CODE = "NOT_SUPPORTED";
  }
}

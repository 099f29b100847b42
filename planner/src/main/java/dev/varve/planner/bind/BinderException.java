package dev.varve.planner.bind;

/** The engine could not be used for binding: nothing is wrong with the user's text. */
public final class BinderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BinderException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.varve.activities.lane;

/** The call was cancelled through its {@link RunningQuery}; it has left no file. */
public class LaneCancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LaneCancelledException(String what) {
    super(what + " was cancelled");
  }
}

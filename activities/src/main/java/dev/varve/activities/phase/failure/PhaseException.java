package dev.varve.activities.phase.failure;

/** A phase cannot do its work; the code says what is wrong and the mend what to do. */
public final class PhaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String mend;

  public PhaseException(String code, String message, String mend) {
    super(message);
    this.code = code;
    this.mend = mend;
  }

  public String code() {
    return code;
  }

  public String mend() {
    return mend;
  }
}

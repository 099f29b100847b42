package dev.varve.workflows;

/** A code, one sentence of problem, and how to mend it. */
public record Failure(String code, String message, String mend) {
  public Failure {
    code = Texts.orEmpty(code);
    message = Texts.orEmpty(message);
    mend = Texts.orEmpty(mend);
  }
}

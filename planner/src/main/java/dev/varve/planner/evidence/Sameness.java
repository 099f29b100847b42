package dev.varve.planner.evidence;

/** In which sense two results are known to be the same. */
public enum Sameness {
  /** The same rows, on the same input whatever the order of its rows. */
  ROWS("the same rows on every input"),
  /** And in the order that the query asks for. */
  ROWS_IN_ORDER("the same rows on every input, in the same order but for rows that tie"),
  /** The results depend on the order of the input's rows, and are the same for each. */
  ROWS_GIVEN_ORDER("the same rows on every input whose rows come in the same order");

  private final String sentence;

  Sameness(String sentence) {
    this.sentence = sentence;
  }

  /** For people, without a full stop. */
  public String sentence() {
    return sentence;
  }
}

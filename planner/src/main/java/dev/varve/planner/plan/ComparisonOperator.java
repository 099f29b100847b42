package dev.varve.planner.plan;

/** How two values are compared. */
public enum ComparisonOperator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  DISTINCT("IS DISTINCT FROM"),
  NOT_DISTINCT("IS NOT DISTINCT FROM");

  private final String sign;

  ComparisonOperator(String sign) {
    this.sign = sign;
  }

  /** As written in SQL, which is also the engine's name of it. */
  public String sign() {
    return sign;
  }

  /** The one that means the same with the sides exchanged. */
  public ComparisonOperator flipped() {
    return switch (this) {
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      case EQUAL, NOT_EQUAL, DISTINCT, NOT_DISTINCT -> this;
    };
  }
}

package dev.varve.planner.project.sql;

/** A stretch of SQL text, from {@code start} up to but not including {@code end}. */
public record Token(Kind kind, int start, int end) {

  /** What a stretch of text is, as far as one can tell without a grammar. */
  public enum Kind {
    /** A keyword or an unquoted identifier. */
    WORD,
    QUOTED_IDENTIFIER,
    /** With its prefix, as in {@code E'...'}, or dollar-quoted. */
    STRING,
    NUMBER,
    /** {@code $name}. */
    PARAMETER,
    /** {@code $1}, {@code ?} or a lone {@code $}: parameters without a name, or nearly one. */
    NAMELESS_PARAMETER,
    SEMICOLON,
    /** One character of an operator, or a parenthesis, bracket or comma. */
    SYMBOL,
    LINE_COMMENT,
    BLOCK_COMMENT,
    UNTERMINATED_STRING,
    UNTERMINATED_IDENTIFIER,
    UNTERMINATED_COMMENT;

    /** Whether the engine reads over it. */
    public boolean isComment() {
      return this == LINE_COMMENT || this == BLOCK_COMMENT || this == UNTERMINATED_COMMENT;
    }
  }

  public String in(String text) {
    return text.substring(start, end);
  }
}

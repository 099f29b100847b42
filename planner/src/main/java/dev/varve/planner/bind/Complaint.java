package dev.varve.planner.bind;

import java.util.List;
import java.util.OptionalInt;

/**
 * What the engine or the gate finds wrong with a text.
 *
 * @param utf8Offset where, in the UTF-8 bytes of the text, if it says so
 * @param subject the name that is not known, or nothing
 * @param candidates names that the engine thinks of instead
 */
public record Complaint(
    Kind kind,
    String message,
    String mend,
    OptionalInt utf8Offset,
    String subject,
    List<String> candidates) {

  /** What kind of fault; its name is the code that users see. */
  public enum Kind {
    SYNTAX_ERROR,
    NOT_A_QUERY,
    SEVERAL_STATEMENTS,
    READS_FILE,
    FORBIDDEN_FUNCTION,
    FORBIDDEN_OPERATOR,
    FORBIDDEN_NAME,
    ESCAPED_CLOCK,
    ROWID,
    UNKNOWN_TABLE,
    UNKNOWN_COLUMN,
    AMBIGUOUS_COLUMN,
    COLUMN_COLLISION,
    UNKNOWN_FIELD,
    UNKNOWN_FUNCTION,
    UNKNOWN_TYPE,
    NO_MATCHING_FUNCTION,
    BIND_ERROR
  }

  public Complaint {
    candidates = List.copyOf(candidates);
  }

  static Complaint of(Kind kind, String message, String mend, OptionalInt utf8Offset) {
    return new Complaint(kind, message, mend, utf8Offset, "", List.of());
  }
}

package dev.varve.activities.lane;

import java.util.OptionalInt;

/**
 * Something that the engine could not do: a code, one sentence of problem, and the mend. The
 * message holds all three.
 *
 * <p>Codes: NOT_A_QUERY, QUERY_FAILED (the query's own fault, on these rows), OUT_OF_MEMORY,
 * DISK_FULL, INPUT_DOES_NOT_FIT (the columns declared for it), INPUT_UNREADABLE, OUTPUT_UNWRITABLE,
 * FILE_OUTSIDE (of the allowed folders), FILES_DISAGREE, COLUMNS_DIFFER, OPTION_UNKNOWN,
 * SPILL_UNUSABLE, ENGINE_FAILED.
 */
public class LaneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final String problem;
  private final String mend;
  private final int offset;

  public LaneException(String code, String problem, String mend) {
    this(code, problem, mend, -1, null);
  }

  public LaneException(String code, String problem, String mend, int offset, Throwable cause) {
    super(code + ": " + problem + (mend.isEmpty() ? "" : " " + mend), cause);
    this.code = code;
    this.problem = problem;
    this.mend = mend;
    this.offset = offset;
  }

  /** In UPPER_SNAKE, stable. */
  public String code() {
    return code;
  }

  /** What is wrong, in one sentence. */
  public String problem() {
    return problem;
  }

  /** What to do about it; may be empty. */
  public String mend() {
    return mend;
  }

  /** Where in the query's text, in UTF-16 units, when the engine said so. */
  public OptionalInt offset() {
    return offset < 0 ? OptionalInt.empty() : OptionalInt.of(offset);
  }

  /**
   * Whether it is a fault of the query or of its data; others may pass, or need another profile.
   */
  public boolean concernsQuery() {
    return switch (code) {
      case "OUT_OF_MEMORY", "DISK_FULL", "ENGINE_FAILED" -> false;
      default -> true;
    };
  }
}

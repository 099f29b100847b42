package dev.varve.workflows;

import static java.util.Objects.requireNonNullElse;

/**
 * One thing that is wrong with a project or a request. A failure INPUT_INVALID carries all of them
 * as details.
 *
 * @param file relative to the project; empty when the problem has no place
 * @param line from 1; 0 when unknown
 * @param column from 1; 0 when unknown
 * @param model empty when it belongs to none
 */
public record InputProblem(
    String code, String message, String file, int line, int column, String mend, String model) {
  public InputProblem {
    code = requireNonNullElse(code, "");
    message = requireNonNullElse(message, "");
    file = requireNonNullElse(file, "");
    mend = requireNonNullElse(mend, "");
    model = requireNonNullElse(model, "");
  }

  public static InputProblem of(String code, String message) {
    return new InputProblem(code, message, "", 0, 0, "", "");
  }

  /** As one line, in the form that editors and terminals can follow. */
  public String asLine() {
    String place = file;
    if (!file.isEmpty() && line > 0) {
      place += ":" + line + (column > 0 ? ":" + column : "");
    }
    return (place.isEmpty() ? "" : place + ": ")
        + code
        + ": "
        + message
        + (mend.isEmpty() ? "" : " " + mend);
  }
}

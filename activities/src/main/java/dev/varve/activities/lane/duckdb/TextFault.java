package dev.varve.activities.lane.duckdb;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader of CSV or JSON found in a file.
 *
 * @param place in the file, as the engine counts: "line 3" for one
 * @param fits whether the text can be read but is not what was declared
 */
record TextFault(String file, String place, String what, boolean fits, String mend) {
  private static final String CORRECT = "Correct the file, or ";
  private static final Pattern CSV = Pattern.compile("^CSV Error on Line: ([0-9]+)\n");
  private static final Pattern CSV_FILE = Pattern.compile("\n  file = (.*)\n");
  private static final Pattern CSV_VALUE =
      Pattern.compile(
          "\nError when converting column \"(.*)\"\\. (.*)\n\nColumn .* is being converted as type");
  private static final Pattern CSV_WIDTH =
      Pattern.compile("\nExpected Number of Columns: ([0-9]+) Found: ([0-9]+)");
  private static final Pattern CSV_OTHER =
      Pattern.compile(
          "\n(Value with unterminated quote found|Invalid unicode [^\n.]*|Maximum line size[^\n.]*)");
  private static final Pattern JSON_VALUE =
      Pattern.compile(
          "^JSON transform error in file \"(.*?)\", in (?:record/)?(.*?): (.*?)(?:\nTry |$)",
          Pattern.DOTALL);
  private static final Pattern JSON_TEXT =
      Pattern.compile("^Malformed JSON in file \"(.*?)\", at byte [0-9]+ in (.*?): ([^\n]*)");

  static Optional<TextFault> of(String message) {
    return csv(message).or(() -> json(message));
  }

  private static Optional<TextFault> csv(String message) {
    Matcher start = CSV.matcher(message);
    if (!start.find()) {
      return Optional.empty();
    }
    String line = "line " + start.group(1);
    String file = last(CSV_FILE, message);
    Matcher value = CSV_VALUE.matcher(message);
    if (value.find()) {
      return Optional.of(
          new TextFault(
              file,
              line,
              "column " + value.group(1) + ": " + value.group(2),
              true,
              CORRECT + "declare the column as VARCHAR and use TRY_CAST in the model."));
    }
    Matcher width = CSV_WIDTH.matcher(message);
    if (width.find()) {
      return Optional.of(
          new TextFault(
              file,
              line,
              width.group(2) + " columns, where " + width.group(1) + " are declared",
              true,
              CORRECT + "declare the columns as they stand in it, in its order."));
    }
    Matcher other = CSV_OTHER.matcher(message);
    return Optional.of(
        new TextFault(
            file,
            line,
            other.find() ? other.group(1) : "the line cannot be read",
            false,
            CORRECT + "say under the source's options how it is written: quote, encoding…"));
  }

  private static Optional<TextFault> json(String message) {
    Matcher value = JSON_VALUE.matcher(message);
    if (value.find()) {
      return Optional.of(
          new TextFault(
              value.group(1),
              value.group(2),
              value.group(3).strip(),
              true,
              CORRECT + "declare the column as VARCHAR or JSON and use TRY_CAST in the model."));
    }
    Matcher text = JSON_TEXT.matcher(message);
    return text.find()
        ? Optional.of(
            new TextFault(
                text.group(1),
                text.group(2),
                "malformed JSON, " + text.group(3).strip(),
                false,
                "Correct the file."))
        : Optional.empty();
  }

  /** The line itself is quoted before what the engine says of the file, and may hold anything. */
  private static String last(Pattern pattern, String message) {
    Matcher found = pattern.matcher(message);
    String last = "a file";
    while (found.find()) {
      last = found.group(1);
    }
    return last;
  }

  String sentence() {
    String text = file + ", " + place + ": " + what.replaceAll("\\s+", " ");
    return text.endsWith(".") ? text : text + ".";
  }
}

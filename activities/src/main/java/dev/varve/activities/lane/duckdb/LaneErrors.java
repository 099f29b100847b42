package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes every error that this package shows to users. */
final class LaneErrors {
  /** Advice that only someone at the engine's prompt could follow. */
  private static final Pattern ENGINE_ADVICE =
      Pattern.compile("(, or |\\.? ?Use \"?|,? ?or )SET [a-z_]+ ?=[^.]*\\.?\\s*$");

  private LaneErrors() {}

  /** Whether the engine gave up and cannot be used again. */
  static boolean isFatal(SQLException e) {
    String type = EngineError.of(e).type().toLowerCase(Locale.ROOT);
    return type.equals("fatal") || type.equals("internal");
  }

  /** An error of the step's own statement. */
  static LaneException ofStep(SQLException e, StepStatement statement, List<InputTable> inputs) {
    EngineError error = EngineError.of(e);
    Optional<TextFault> fault = TextFault.of(error.message());
    if (fault.isPresent()) {
      return ofText(e, fault.get(), nameOf(fault.get().file(), inputs));
    }
    LaneException general = of(e, error, "", "", "", -1);
    if (general.code().equals("INPUT_UNREADABLE")
        && error.message().contains('"' + statement.output() + '"')) {
      return new LaneException(
          "OUTPUT_UNWRITABLE",
          general.problem(),
          "Check that the warehouse's volume is mounted and may be written.",
          -1,
          e);
    }
    int offset = error.offsetIn(statement.statement().text());
    int inQuery = statement.inQuery(offset);
    String where = statement.castAt(offset).map(column -> "Column " + column + ": ").orElse("");
    String mend =
        where.isEmpty()
            ? mend(error)
            : "The stored type is narrower than the query's: CAST the column in the model.";
    return of(e, error, "", where, mend, inQuery);
  }

  private static String nameOf(String file, List<InputTable> inputs) {
    return inputs.stream()
        .filter(input -> input.files().stream().map(LaneFiles::normal).anyMatch(file::equals))
        .map(input -> "Input " + input.name() + ": ")
        .findFirst()
        .orElse("");
  }

  private static LaneException ofText(SQLException e, TextFault fault, String doing) {
    return new LaneException(
        fault.fits() ? "INPUT_DOES_NOT_FIT" : "INPUT_UNREADABLE",
        doing + fault.sentence(),
        fault.mend(),
        -1,
        e);
  }

  /** An error before or beside the step's own statement. */
  static LaneException of(SQLException e, String doing) {
    EngineError error = EngineError.of(e);
    return TextFault.of(error.message())
        .map(fault -> ofText(e, fault, doing + ": "))
        .orElseGet(() -> of(e, error, doing + ": ", "", mend(error), -1));
  }

  /** An input that cannot be opened, or whose files do not have its columns. */
  static LaneException ofInput(SQLException e, String input) {
    LaneException general = of(e, "Input " + input);
    return general.code().equals("QUERY_FAILED") ? withCode("INPUT_UNREADABLE", general) : general;
  }

  private static LaneException withCode(String code, LaneException e) {
    return new LaneException(
        code,
        e.problem(),
        "Check the file, and the columns that the project declares for it.",
        -1,
        e.getCause());
  }

  private static LaneException of(
      SQLException e, EngineError error, String doing, String where, String mend, int offset) {
    String first = firstLine(error.message());
    String problem = doing + where + first;
    return switch (error.type().toLowerCase(Locale.ROOT)) {
      case "out of memory" ->
          error.message().contains("max_temp_directory_size")
              ? new LaneException(
                  "DISK_FULL",
                  doing + "The spill limit is used up: " + first,
                  "Raise the profile's spill limit, or free space where it spills.",
                  -1,
                  e)
              : new LaneException(
                  "OUT_OF_MEMORY",
                  problem,
                  "Raise the profile's memory limit, or use the profile memory_tight.",
                  -1,
                  e);
      case "io" -> io(e, error, problem);
      case "permission" ->
          new LaneException(
              "FILE_OUTSIDE",
              problem,
              "The engine reads and writes in the warehouse and in the folders of sources only.",
              -1,
              e);
      case "fatal", "internal", "interrupt", "" ->
          new LaneException(
              "ENGINE_FAILED",
              problem,
              "This is a fault of the engine or of Varve; build again, and report it if it stays.",
              -1,
              e);
      default ->
          isUnreadable(error.message())
              ? new LaneException(
                  "INPUT_UNREADABLE", problem, "Check the file named above.", offset, e)
              : new LaneException("QUERY_FAILED", problem, mend, offset, e);
    };
  }

  private static LaneException io(SQLException e, EngineError error, String problem) {
    String text = error.message();
    if (text.contains("No space left on device")
        || text.contains("Disk quota exceeded")
        || text.contains("File too large")) {
      return new LaneException(
          "DISK_FULL", problem, "Free some space on that volume and build again.", -1, e);
    }
    return new LaneException(
        "INPUT_UNREADABLE", problem, "Check that the file is there and can be read.", -1, e);
  }

  private static boolean isUnreadable(String message) {
    return message.startsWith("Failed to read file") || message.startsWith("No magic bytes");
  }

  private static String mend(EngineError error) {
    String text = error.message();
    if (text.startsWith("Division by zero")) {
      return "Divide by NULLIF(…, 0), or put TRY(…) around it, to get NULL instead.";
    }
    if (text.startsWith("More than one row returned by a subquery")) {
      return "Make it one row: aggregate, or ORDER BY … LIMIT 1.";
    }
    return switch (error.type().toLowerCase(Locale.ROOT)) {
      case "conversion" -> "Use TRY_CAST where a value may not convert, or filter such rows out.";
      case "out of range" -> "CAST the operands to a wider type.";
      default -> "";
    };
  }

  /** The first sentence or line, without advice about the engine's settings. */
  static String firstLine(String message) {
    String text = message.strip();
    int end = text.indexOf('\n');
    String line = (end < 0 ? text : text.substring(0, end)).strip();
    line = ENGINE_ADVICE.matcher(line).replaceFirst("").strip();
    if (line.isEmpty()) {
      return "The engine gave no reason.";
    }
    char last = line.charAt(line.length() - 1);
    return last == '.' || last == '!' || last == '?' ? line : line + ".";
  }

  static LaneException unknownOption(String input, String option, Collection<String> known) {
    return new LaneException(
        "OPTION_UNKNOWN",
        "Source " + input + " has an option " + option + ", which its format does not have.",
        "Use one of: " + String.join(", ", known) + ".");
  }

  static LaneException badOption(String input, String option, String value) {
    return new LaneException(
        "OPTION_UNKNOWN",
        "Source " + input + ": " + value + " is no value for the option " + option + ".",
        "Numbers are digits only; switches are true or false.");
  }

  static LaneException columnsDiffer(String step, Collection<String> wanted, Object found) {
    return new LaneException(
        "COLUMNS_DIFFER",
        "Step " + step + " was to write the columns " + wanted + " and wrote " + found + ".",
        "The model was compiled against other inputs; build again.");
  }

  static LaneException filesDisagree(String input, Path file, Path first, String difference) {
    return new LaneException(
        "FILES_DISAGREE",
        "Input " + input + ": " + file + " differs from " + first + ": " + difference + ".",
        "Give the files the same columns, or declare two sources.");
  }

  static LaneException headerDiffers(String input, Path file, String difference) {
    return new LaneException(
        "COLUMNS_DIFFER",
        "Input " + input + ": " + file + " " + difference + ".",
        "Declare the columns as they stand in the file, in its order.");
  }

  static LaneException noSpill(Path parent, IOException e) {
    return new LaneException(
        "SPILL_UNUSABLE",
        "Cannot make a folder to spill to in " + parent + ": " + e.getMessage() + ".",
        "Give the user that runs Varve the right to write there, or set another spill folder.",
        -1,
        e);
  }

  static LaneException noFiles(String input) {
    return new LaneException(
        "INPUT_UNREADABLE",
        "Input " + input + " has no files, so that its columns cannot be known.",
        "Declare its columns, or check its path.");
  }
}

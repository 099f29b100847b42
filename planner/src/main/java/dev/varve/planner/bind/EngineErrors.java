package dev.varve.planner.bind;

import dev.varve.planner.Nearest;
import dev.varve.planner.bind.Complaint.Kind;
import dev.varve.planner.bind.Json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Turns the errors that the engine returns as JSON into what a user can act on. */
final class EngineErrors {
  private static final String CHECK = "Check the query against the columns and types it reads.";

  private EngineErrors() {}

  /**
   * Reads an error.
   *
   * @param before bytes that were put before the user's text
   */
  static Complaint read(Fields error, int before) {
    String message = error.text("error_message") + error.text("exception_message");
    OptionalInt offset = offset(error, before);
    String name = error.text("name");
    switch (error.text("error_subtype")) {
      case "SYNTAX_ERROR" -> {
        return Complaint.of(
            Kind.SYNTAX_ERROR,
            sentence(message),
            "Mend the SQL; models are written in DuckDB's dialect.",
            offset);
      }
      case "COLUMN_NOT_FOUND" -> {
        return new Complaint(
            Kind.UNKNOWN_COLUMN,
            "There is no column " + name + " in what is read here.",
            "",
            offset,
            name,
            candidates(error));
      }
      case "MISSING_ENTRY" -> {
        return missing(error, name, offset);
      }
      case "NO_MATCHING_FUNCTION" -> {
        return new Complaint(
            Kind.NO_MATCHING_FUNCTION,
            "The function " + error.text("call") + " does not exist for these types.",
            "Cast the arguments; there is " + String.join("; ", candidates(error)) + ".",
            offset,
            name,
            List.of());
      }
      default -> {
        return other(error, message, offset);
      }
    }
  }

  private static Complaint missing(Fields error, String name, OptionalInt offset) {
    List<String> candidates =
        candidates(error).stream()
            .map(candidate -> candidate.substring(candidate.lastIndexOf('.') + 1))
            .toList();
    return switch (error.text("type")) {
      case "Table" ->
          new Complaint(
              Kind.UNKNOWN_TABLE, "There is no table " + name + ".", "", offset, name, candidates);
      case "Scalar Function", "Aggregate Function", "Table Function" ->
          new Complaint(
              Kind.UNKNOWN_FUNCTION,
              "There is no function " + name + ".",
              "",
              offset,
              name,
              candidates);
      case "Type" ->
          new Complaint(
              Kind.UNKNOWN_TYPE,
              "There is no type " + name + ".",
              Nearest.hint(name, candidates) + "Types are those of DuckDB.",
              offset,
              name,
              candidates);
      default ->
          new Complaint(
              Kind.BIND_ERROR,
              "There is no " + error.text("type").toLowerCase(Locale.ROOT) + " " + name + ".",
              Nearest.hint(name, candidates) + CHECK,
              offset,
              name,
              candidates);
    };
  }

  private static Complaint other(Fields error, String message, OptionalInt offset) {
    int end = message.indexOf('\n');
    String first = end < 0 ? message : message.substring(0, end);
    String more = end < 0 ? "" : message.substring(end + 1).strip().replaceAll("\\s*\\n\\s*", " ");
    if ((error.text("error_type") + error.text("exception_type")).equalsIgnoreCase("parser")) {
      return Complaint.of(
          Kind.SYNTAX_ERROR,
          sentence(first),
          "Mend the SQL; models are written in DuckDB's dialect.",
          offset);
    }
    if (error.text("error_type").equals("not implemented")) {
      return notAQuery(offset);
    }
    return UnstructuredErrors.read(message, offset)
        .orElseGet(
            () ->
                Complaint.of(
                    Kind.BIND_ERROR,
                    sentence(first),
                    more.isEmpty() ? CHECK : sentence(more),
                    offset));
  }

  /** What the engine says of every statement but SELECT, and of a PIVOT that needs two. */
  static Complaint notAQuery(OptionalInt offset) {
    return Complaint.of(
        Kind.NOT_A_QUERY,
        "A model is one query, and this is another kind of statement.",
        "Write a SELECT; a PIVOT needs its values listed: PIVOT … ON x IN (…).",
        offset);
  }

  private static OptionalInt offset(Fields error, int before) {
    String position = error.text("position");
    if (position.isEmpty() || !position.chars().allMatch(Character::isDigit)) {
      return OptionalInt.empty();
    }
    long at = Long.parseLong(position) - before;
    return at < 0 || at > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) at);
  }

  private static List<String> candidates(Fields error) {
    List<String> candidates = new ArrayList<>();
    for (String candidate : error.text("candidates").split(",(?![^()]*\\))", -1)) {
      if (!candidate.isBlank()) {
        candidates.add(candidate.strip());
      }
    }
    return candidates;
  }

  private static String sentence(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return "The engine refuses the query.";
    }
    String capital = trimmed.substring(0, 1).toUpperCase(Locale.ROOT) + trimmed.substring(1);
    return capital.matches("(?s).*[.!?]") ? capital : capital + ".";
  }
}

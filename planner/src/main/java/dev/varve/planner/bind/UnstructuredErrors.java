package dev.varve.planner.bind;

import dev.varve.planner.Nearest;
import dev.varve.planner.bind.Complaint.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Errors about names that the engine tells in prose only, without a name or candidates as fields of
 * their own. The sentences are those of one version of the engine; one that changed is told as it
 * is.
 */
final class UnstructuredErrors {
  private static final String NAME = "\"+([^\"]+)\"+";
  private static final Pattern NOT_IN_TABLE =
      Pattern.compile("(?:Table|Values list) " + NAME + " does not have a column named " + NAME);
  private static final Pattern NOT_IN_LIST =
      Pattern.compile("Column " + NAME + " in (EXCLUDE|REPLACE|RENAME) list not found");
  private static final Pattern NOT_IN_UNPIVOT =
      Pattern.compile("Column " + NAME + " referenced in UNPIVOT but no matching entry");
  private static final Pattern NOT_IN_JOIN =
      Pattern.compile("Column " + NAME + " does not exist on (left|right) side of join");
  private static final Pattern NOWHERE =
      Pattern.compile("Referenced column \"?([^\" ]+)\"? not found in FROM clause");
  private static final Pattern NO_TABLE =
      Pattern.compile("Referenced table " + NAME + " not found");
  private static final Pattern AMBIGUOUS =
      Pattern.compile("Ambiguous reference to column name " + NAME + " \\(use: (.*)\\)");
  private static final Pattern NO_FIELD =
      Pattern.compile("Could not find key " + NAME + " in struct");
  private static final Pattern NO_STRUCT =
      Pattern.compile("Cannot extract field '([^']+)' from expression \"(.*?)\" because it is not");
  private static final Pattern NO_MACRO =
      Pattern.compile(
          "Macro (\\S+)\\(\\) does not support the supplied arguments.*?Candidate macros:(.*)",
          Pattern.DOTALL);
  private static final Pattern CANDIDATES =
      Pattern.compile("Candidate (?:bindings|tables|Entries):[ :]*(.*)");
  private static final Pattern QUOTED = Pattern.compile(NAME);

  private UnstructuredErrors() {}

  /** What the sentence means, when it is about a name. */
  static Optional<Complaint> read(String message, OptionalInt offset) {
    Matcher found = NOT_IN_TABLE.matcher(message);
    if (found.lookingAt()) {
      return column(message, offset, found.group(2), "in " + found.group(1));
    }
    found = NOT_IN_LIST.matcher(message);
    if (found.lookingAt()) {
      return column(message, offset, found.group(1), "to " + found.group(2));
    }
    found = NOT_IN_UNPIVOT.matcher(message);
    if (found.lookingAt()) {
      return column(message, offset, found.group(1), "to UNPIVOT");
    }
    found = NOT_IN_JOIN.matcher(message);
    if (found.lookingAt()) {
      String where = "on the " + found.group(2) + " side of the join";
      return column(message, offset, found.group(1), where);
    }
    found = NOWHERE.matcher(message);
    if (found.lookingAt()) {
      return column(message, offset, found.group(1), "in what is read here");
    }
    found = NO_TABLE.matcher(message);
    if (found.lookingAt()) {
      return Optional.of(table(found.group(1), candidates(message), offset));
    }
    found = AMBIGUOUS.matcher(message);
    if (found.lookingAt()) {
      return Optional.of(ambiguous(found.group(1), found.group(2), offset));
    }
    found = NO_FIELD.matcher(message);
    if (found.lookingAt()) {
      return Optional.of(field(found.group(1), candidates(message), offset));
    }
    found = NO_MACRO.matcher(message);
    if (found.lookingAt()) {
      return Optional.of(noMacro(found.group(1), found.group(2), offset));
    }
    found = NO_STRUCT.matcher(message);
    if (found.lookingAt()) {
      return Optional.of(noStruct(found.group(1), found.group(2), offset));
    }
    return Optional.empty();
  }

  private static Optional<Complaint> column(
      String message, OptionalInt offset, String column, String where) {
    return Optional.of(
        new Complaint(
            Kind.UNKNOWN_COLUMN,
            "There is no column " + column + " " + where + ".",
            "",
            offset,
            column,
            candidates(message)));
  }

  private static Complaint table(String table, List<String> candidates, OptionalInt offset) {
    List<String> names =
        candidates.stream().map(name -> name.substring(name.lastIndexOf('.') + 1)).toList();
    String read =
        names.isEmpty() ? "Read it in FROM." : "Called by name here: " + listed(names) + ".";
    return new Complaint(
        Kind.UNKNOWN_TABLE,
        "Nothing that is read here is called " + table + ".",
        Nearest.hint(table, names) + read,
        offset,
        table,
        names);
  }

  private static Complaint ambiguous(String column, String uses, OptionalInt offset) {
    String choice = uses.replace("'", "").replaceAll(", (?=[^,]*$)", " or ");
    return new Complaint(
        Kind.AMBIGUOUS_COLUMN,
        "More than one table that is read here has a column " + column + ".",
        "Write " + choice + ".",
        offset,
        column,
        List.of());
  }

  private static Complaint field(String field, List<String> candidates, OptionalInt offset) {
    String nearest =
        candidates.isEmpty()
            ? "Take a field that the struct has."
            : "The nearest fields are: " + listed(candidates) + ".";
    return new Complaint(
        Kind.UNKNOWN_FIELD,
        "The struct has no field " + field + ".",
        Nearest.hint(field, candidates) + nearest,
        offset,
        field,
        candidates);
  }

  private static Complaint noMacro(String name, String candidates, OptionalInt offset) {
    String listed = String.join("; ", candidates.strip().split("\\s*\\n\\s*", -1));
    return new Complaint(
        Kind.NO_MATCHING_FUNCTION,
        "The function " + name + "() does not exist for these arguments.",
        "Cast or name them; there is " + listed + ".",
        offset,
        name,
        List.of());
  }

  private static Complaint noStruct(String field, String expression, OptionalInt offset) {
    return new Complaint(
        Kind.UNKNOWN_FIELD,
        expression + " is no struct and has no field " + field + ".",
        "Before the dot stands a table that is read, or a struct.",
        offset,
        field,
        List.of());
  }

  private static List<String> candidates(String message) {
    List<String> candidates = new ArrayList<>();
    Matcher list = CANDIDATES.matcher(message);
    if (list.find()) {
      Matcher name = QUOTED.matcher(list.group(1));
      while (name.find()) {
        candidates.add(name.group(1));
      }
    }
    return candidates;
  }

  private static String listed(List<String> names) {
    return String.join(", ", names);
  }
}

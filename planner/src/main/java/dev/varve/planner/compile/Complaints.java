package dev.varve.planner.compile;

import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.bind.Complaint;
import dev.varve.planner.bind.Complaint.Kind;
import dev.varve.planner.project.ModelFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what the binder complains of into problems at a place of the user's file. */
final class Complaints {
  private static final int SHOWN_COLUMNS = 20;

  private Complaints() {}

  /**
   * A problem of the text.
   *
   * @param columns of all tables that are read
   * @param held tables read as they stand, whose models may say something else by now
   */
  static Problem problem(
      ModelFile model, Complaint complaint, List<String> columns, List<String> held) {
    OptionalInt offset = complaint.utf8Offset();
    if (offset.isEmpty()) {
      offset = onlyPlace(complaint.subject(), model.sql().text());
    }
    Place place =
        offset.isPresent() ? model.sql().positions().placeOfByte(offset.getAsInt()) : model.place();
    String mend = mend(complaint, columns) + selected(held);
    return at(model, place, complaint.kind().name(), complaint.message(), mend);
  }

  /** Where a name stands that the engine gives no position of, when it stands in one place only. */
  private static OptionalInt onlyPlace(String name, String text) {
    if (name.isEmpty()) {
      return OptionalInt.empty();
    }
    Matcher places =
        Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
            .matcher(text);
    if (!places.find()) {
      return OptionalInt.empty();
    }
    int at = places.start();
    return places.find()
        ? OptionalInt.empty()
        : OptionalInt.of(text.substring(0, at).getBytes(StandardCharsets.UTF_8).length);
  }

  /** A problem of a model as a whole or at a place of its header. */
  static Problem at(ModelFile model, Place place, String code, String message, String mend) {
    String whose = model.variant().map(v -> "Variant " + model.name() + ": ").orElse("");
    return new Problem(code, whose + message, Optional.of(place), mend, Optional.of(model.name()));
  }

  private static String mend(Complaint complaint, List<String> columns) {
    if (!complaint.mend().isEmpty()) {
      return complaint.mend();
    }
    if (complaint.kind() == Kind.UNKNOWN_FUNCTION) {
      return Nearest.hint(complaint.subject(), complaint.candidates())
          + "Functions are those of DuckDB without extensions, Varve's and the project's own.";
    }
    List<String> names = new ArrayList<>(complaint.candidates());
    names.addAll(columns);
    return Nearest.hint(complaint.subject(), names) + listed(columns);
  }

  /** What is not selected is not built, so that its readers cannot see what its text says now. */
  private static String selected(List<String> held) {
    if (held.isEmpty()) {
      return "";
    }
    return held.size() == 1
        ? " " + held.get(0) + " is read as the environment holds it; to have it built, select it."
        : " "
            + String.join(", ", held)
            + " are read as the environment holds them; to have them built, select them.";
  }

  private static String listed(List<String> columns) {
    List<String> distinct = new ArrayList<>(new TreeSet<>(columns));
    if (distinct.isEmpty()) {
      return "Nothing is read that has columns.";
    }
    return distinct.size() <= SHOWN_COLUMNS
        ? "The tables read have " + String.join(", ", distinct) + "."
        : "See the columns of the tables that are read.";
  }
}

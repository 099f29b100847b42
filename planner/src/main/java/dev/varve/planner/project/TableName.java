package dev.varve.planner.project;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name that a model or a source may have: {@code schema.table}, in letters, digits and
 * underscores.
 */
record TableName(String schema, String table) {
  static final String MAIN = "main";

  private static final int LONGEST = 128;
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final List<String> RESERVED =
      List.of("information_schema", "pg_catalog", "system", "temp");

  /** Of a name with one dot, or of a table in the schema given. */
  static TableName of(String name, String schemaOtherwise) {
    int dot = name.indexOf('.');
    return dot < 0
        ? new TableName(schemaOtherwise, name)
        : new TableName(name.substring(0, dot), name.substring(dot + 1));
  }

  /** Of a model's file: first folder and file, whatever folders lie between. */
  static TableName ofModel(String file) {
    String path = file.substring(ProjectFiles.MODELS.length(), file.length() - ".sql".length());
    int first = path.indexOf('/');
    return first < 0
        ? new TableName(MAIN, path)
        : new TableName(path.substring(0, first), path.substring(path.lastIndexOf('/') + 1));
  }

  /** Why it cannot be a name, if so. */
  Optional<Problem> problem(Place place, String mend) {
    if (!WORD.matcher(schema).matches() || !WORD.matcher(table).matches()) {
      String wrong = WORD.matcher(schema).matches() ? table : schema;
      return Optional.of(
          Problem.at(
              place,
              "BAD_NAME",
              "The name "
                  + this
                  + " cannot be used: \""
                  + wrong
                  + "\" is not made of letters, digits and underscores alone.",
              mend));
    }
    if (schema.length() > LONGEST || table.length() > LONGEST) {
      return Optional.of(
          Problem.at(
              place,
              "BAD_NAME",
              "The name " + this + " is longer than " + LONGEST + " characters.",
              mend));
    }
    if (RESERVED.contains(schema.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          Problem.at(
              place, "RESERVED_SCHEMA", "The schema " + schema + " belongs to the engine.", mend));
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return schema + "." + table;
  }
}

package dev.varve.planner.project;

import dev.varve.planner.Problem;
import dev.varve.planner.project.SourceDeclaration.Format;
import dev.varve.planner.project.yaml.YamlFields;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The reviewed list of options that say how CSV and JSON are read. Each changes what the rows are
 * and nothing else; an option of the engine that is not here cannot be used, because nobody has
 * checked what it does to promises.
 */
final class SourceOptions {
  private static final List<String> CSV =
      List.of(
          "delimiter",
          "header",
          "quote",
          "escape",
          "null",
          "skip",
          "decimal_separator",
          "date_format",
          "timestamp_format",
          "compression");
  private static final List<String> JSON =
      List.of("layout", "date_format", "timestamp_format", "compression");
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "delim", "Did you mean delimiter?",
          "sep", "Did you mean delimiter?",
          "separator", "Did you mean delimiter?",
          "nullstr", "Did you mean null?",
          "dateformat", "Did you mean date_format?",
          "timestampformat", "Did you mean timestamp_format?");

  /** How values follow one another in a JSON file. */
  private enum Layout {
    NEWLINE_DELIMITED,
    ARRAY,
    UNSTRUCTURED
  }

  /** How a file is packed. */
  private enum Compression {
    NONE,
    GZIP,
    ZSTD
  }

  private final YamlFields fields;
  private final Format format;
  private final Map<String, String> options = new LinkedHashMap<>();

  SourceOptions(String owner, Format format, Entries written, List<Problem> problems) {
    this.format = format;
    this.fields =
        new YamlFields(
            "options of " + owner, written, format == Format.CSV ? CSV : JSON, ELSEWHERE, problems);
  }

  /** In the order of the list, whatever the order written. */
  Map<String, String> read() {
    if (format == Format.CSV) {
      character("delimiter", 4, 1);
      put("header", fields.truth("header").map(String::valueOf));
      character("quote", 1, 0);
      character("escape", 1, 0);
      put("null", fields.text("null"));
      put("skip", fields.number("skip", 0).map(String::valueOf));
      decimalSeparator();
    } else {
      put("layout", fields.choice("layout", Layout.class).map(SourceOptions::lower));
    }
    put("date_format", fields.text("date_format"));
    put("timestamp_format", fields.text("timestamp_format"));
    put("compression", fields.choice("compression", Compression.class).map(SourceOptions::lower));
    return options;
  }

  private void character(String key, int longest, int shortest) {
    Optional<String> text = fields.text(key).map(t -> t.equals("\\t") ? "\t" : t);
    if (text.isPresent() && (text.get().length() > longest || text.get().length() < shortest)) {
      fields.badValue(
          key,
          key + " cannot be \"" + text.get() + "\".",
          longest == 1
              ? "Write one character in quotes."
              : "Write one to four characters in quotes.");
    } else {
      put(key, text);
    }
  }

  private void decimalSeparator() {
    Optional<String> text = fields.text("decimal_separator");
    if (text.isPresent() && !text.get().equals(".") && !text.get().equals(",")) {
      fields.badValue(
          "decimal_separator",
          "Numbers cannot be written with \"" + text.get() + "\".",
          "Write \".\" or \",\".");
    } else {
      put("decimal_separator", text);
    }
  }

  private void put(String key, Optional<String> value) {
    value.ifPresent(v -> options.put(key, v));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

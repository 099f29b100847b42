package dev.varve.planner.project.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a CSV text: commas between values, quotes around any, doubled within. An empty value is
 * NULL, and a quoted one an empty text.
 */
public final class CsvText {
  private final String text;
  private int at;
  private int line = 1;

  /**
   * A row.
   *
   * @param line where it begins, from 1
   */
  public record Row(int line, List<Optional<String>> values) {
    public Row {
      values = List.copyOf(values);
    }
  }

  private CsvText(String text) {
    this.text = text;
  }

  /** All rows, the first as any other; lines that hold nothing are none. */
  public static List<Row> rows(String text) {
    CsvText csv = new CsvText(text);
    List<Row> rows = new ArrayList<>();
    while (csv.at < text.length()) {
      int line = csv.line;
      List<Optional<String>> values = csv.row();
      if (values.size() > 1 || values.get(0).isPresent()) {
        rows.add(new Row(line, values));
      }
    }
    return rows;
  }

  private List<Optional<String>> row() {
    List<Optional<String>> values = new ArrayList<>();
    values.add(value());
    while (at < text.length() && text.charAt(at) == ',') {
      at++;
      values.add(value());
    }
    if (text.startsWith("\r", at)) {
      at++;
    }
    if (text.startsWith("\n", at)) {
      at++;
      line++;
    }
    return values;
  }

  private Optional<String> value() {
    StringBuilder value = new StringBuilder();
    boolean quoted = text.startsWith("\"", at);
    boolean inside = quoted;
    at += quoted ? 1 : 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (inside && c == '"') {
        if (text.startsWith("\"\"", at)) {
          value.append(c);
          at += 2;
          continue;
        }
        inside = false;
        at++;
        continue;
      }
      if (!inside && (c == ',' || c == '\n' || (c == '\r' && text.startsWith("\r\n", at)))) {
        break;
      }
      line += c == '\n' ? 1 : 0;
      value.append(c);
      at++;
    }
    return quoted || value.length() > 0 ? Optional.of(value.toString()) : Optional.empty();
  }
}

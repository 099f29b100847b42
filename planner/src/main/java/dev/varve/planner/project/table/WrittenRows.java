package dev.varve.planner.project.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.project.parameter.TypedLiteral;
import dev.varve.planner.project.yaml.YamlValue;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import dev.varve.planner.project.yaml.YamlValue.Items;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads rows as somebody wrote them, in YAML, in JSON or in a CSV file, and gives them types. */
public final class WrittenRows {
  private static final JsonFactory JSON = new JsonFactory();

  private final String table;
  private final Map<String, ParameterType> columns;
  private final List<Problem> problems;
  private final List<List<Optional<String>>> rows = new ArrayList<>();

  /** One row: values by the names of columns, or by position where there are no names. */
  private record Row(Place place, List<String> names, List<Optional<String>> values) {}

  public WrittenRows(String table, Map<String, ParameterType> columns, List<Problem> problems) {
    this.table = table;
    this.columns = columns;
    this.problems = problems;
  }

  /** A list of lists or of mappings. */
  public TableRows yaml(Items items) {
    for (YamlValue item : items.values()) {
      List<String> names = new ArrayList<>();
      List<YamlValue> values = new ArrayList<>();
      if (item instanceof Items row) {
        values.addAll(row.values());
      } else if (item instanceof Entries row) {
        row.entries().stream().map(Entry::key).forEach(names::add);
        row.entries().stream().map(Entry::value).forEach(values::add);
      }
      List<Optional<String>> texts = new ArrayList<>();
      for (YamlValue value : values) {
        if (value instanceof Scalar scalar) {
          texts.add(scalar.isNothing() ? Optional.empty() : Optional.of(scalar.text()));
        }
      }
      if (item instanceof Scalar || texts.size() < values.size()) {
        noRow(item.place());
      } else {
        add(new Row(item.place(), names, texts));
      }
    }
    return done(items.place());
  }

  /** A JSON array of arrays or of objects. */
  public TableRows json(String text, Place place) {
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        noRow(place);
        return done(place);
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        Optional<Row> row = row(json, place);
        if (row.isEmpty()) {
          noRow(place);
          return done(place);
        }
        add(row.get());
      }
      if (json.nextToken() != null) {
        noRow(place);
      }
    } catch (IOException e) {
      noRow(place);
    }
    return done(place);
  }

  private static Optional<Row> row(JsonParser json, Place place) throws IOException {
    boolean object = json.currentToken() == JsonToken.START_OBJECT;
    if (!object && json.currentToken() != JsonToken.START_ARRAY) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    List<Optional<String>> values = new ArrayList<>();
    while (!json.nextToken().isStructEnd()) {
      if (object) {
        names.add(json.currentName());
        json.nextToken();
      }
      if (!json.currentToken().isScalarValue()) {
        return Optional.empty();
      }
      boolean nothing = json.currentToken() == JsonToken.VALUE_NULL;
      values.add(nothing ? Optional.empty() : Optional.of(json.getText()));
    }
    return Optional.of(new Row(place, names, values));
  }

  /** Rows below a line with the names of the columns. */
  public TableRows csv(String file, String text) {
    List<CsvText.Row> lines = CsvText.rows(text);
    Place start = Place.startOf(file);
    List<String> names =
        lines.isEmpty()
            ? List.of()
            : lines.get(0).values().stream().map(name -> name.orElse("")).toList();
    List<String> missing = columns.keySet().stream().filter(c -> !names.contains(c)).toList();
    if (!missing.isEmpty()) {
      problem(
          start,
          "The first line does not name " + String.join(", ", missing) + ".",
          "Begin with a line such as " + String.join(",", columns.keySet()) + ".");
      return done(start);
    }
    // Names that are wrong are told once, and not for every row.
    Row heading = new Row(start, names, names.stream().map(Optional::of).toList());
    if (named(heading).isPresent()) {
      for (CsvText.Row line : lines.subList(1, lines.size())) {
        add(new Row(new Place(file, line.line(), 1), names, line.values()));
      }
    }
    return done(start);
  }

  private void add(Row row) {
    Optional<List<Optional<String>>> ordered = named(row);
    if (ordered.isEmpty()) {
      return;
    }
    List<Optional<String>> typed = new ArrayList<>();
    List<String> names = List.copyOf(columns.keySet());
    for (int i = 0; i < names.size(); i++) {
      typed.add(typed(row.place, names.get(i), ordered.get().get(i)));
    }
    rows.add(typed);
  }

  /** The values in the order of the columns; a column that is not named is NULL. */
  private Optional<List<Optional<String>>> named(Row row) {
    int width = row.names.isEmpty() ? columns.size() : row.names.size();
    if (row.values.size() != width) {
      problem(
          row.place,
          "A row has " + row.values.size() + " values and not " + width + ".",
          "Give a value, or null, for each of " + String.join(", ", columns.keySet()) + ".");
      return Optional.empty();
    }
    if (row.names.isEmpty()) {
      return Optional.of(row.values);
    }
    Map<String, Optional<String>> byName = new LinkedHashMap<>();
    for (int i = 0; i < row.names.size(); i++) {
      String name = row.names.get(i);
      if (!columns.containsKey(name)) {
        problem(
            row.place,
            "There is no column " + name + ".",
            Nearest.hint(name, columns.keySet())
                + "The columns are: "
                + String.join(", ", columns.keySet())
                + ".");
        return Optional.empty();
      }
      if (byName.put(name, row.values.get(i)) != null) {
        problem(row.place, "The column " + name + " is there twice.", "Name it once.");
        return Optional.empty();
      }
    }
    return Optional.of(
        columns.keySet().stream().map(n -> byName.getOrDefault(n, Optional.empty())).toList());
  }

  private Optional<String> typed(Place place, String column, Optional<String> value) {
    if (value.isEmpty()) {
      return value;
    }
    ParameterType type = columns.get(column);
    TypedLiteral.Reading reading = TypedLiteral.read(type, value.get());
    if (reading instanceof TypedLiteral.Reading.Valid valid) {
      return Optional.of(valid.literal().text());
    }
    problem(
        place,
        column + " is \"" + value.get() + "\", which is not " + type + ".",
        "Give " + ((TypedLiteral.Reading.Invalid) reading).expected() + ".");
    return Optional.empty();
  }

  private TableRows done(Place place) {
    if (rows.size() > TableRows.MOST) {
      problem(
          place,
          "There are " + rows.size() + " rows, more than " + TableRows.MOST + ".",
          "Put them into a file and declare it under sources.");
      return new TableRows(List.of());
    }
    return new TableRows(rows);
  }

  private void noRow(Place place) {
    problem(
        place,
        "This is no list of rows.",
        "Write a list of rows, each a list of values or a mapping of columns to values.");
  }

  private void problem(Place place, String what, String mend) {
    problems.add(Problem.at(place, "BAD_ROW", "In " + table + ": " + what, mend));
  }
}

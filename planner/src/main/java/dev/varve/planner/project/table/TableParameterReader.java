package dev.varve.planner.project.table;

import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.project.yaml.YamlFields;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import dev.varve.planner.project.yaml.YamlValue.Items;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the declaration of a parameter that is a table. */
public final class TableParameterReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern FILE = Pattern.compile("params/[^/].*\\.csv");

  private final List<Problem> problems;

  public TableParameterReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** Whether a parameter is a table, which is told by its columns. */
  public static boolean isTable(Entry entry) {
    return entry.value() instanceof Entries entries
        && entries.entries().stream().anyMatch(key -> key.key().equals("columns"));
  }

  public TableParameter read(Entry entry) {
    YamlFields fields =
        new YamlFields(
            "parameter " + entry.key(),
            (Entries) entry.value(),
            List.of("columns", "rows", "file", "description"),
            Map.of(
                "type", "Leave it out: a table has columns.",
                "default", "Did you mean rows?",
                "path", "Did you mean file?"),
            problems);
    Map<String, ParameterType> columns = columns(fields);
    Optional<TableRows> rows = Optional.empty();
    if (fields.value("rows").orElse(null) instanceof Items items) {
      String name = TableParameter.SCHEMA + "." + entry.key();
      rows = Optional.of(new WrittenRows(name, columns, problems).yaml(items));
    } else if (fields.has("rows")) {
      fields.badValue("rows", "rows is no list.", "Write one such as rows: [[EU, 0.2]].");
    }
    Optional<Scalar> file = fields.scalar("file");
    if (file.isPresent() && !FILE.matcher(file.get().text()).matches()) {
      fields.badValue(
          "file",
          "The rows of a parameter cannot be in " + file.get().described() + ".",
          "Put a CSV file into the folder params beside varve.yaml: file: params/"
              + entry.key()
              + ".csv.");
      file = Optional.empty();
    } else if (file.isPresent() && fields.has("rows")) {
      fields.badValue("file", "There are rows and a file.", "Leave one of them out.");
    }
    return new TableParameter(
        entry.key(), columns, rows, file, fields.text("description").orElse(""), entry.keyPlace());
  }

  private Map<String, ParameterType> columns(YamlFields fields) {
    Map<String, ParameterType> columns = new LinkedHashMap<>();
    TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Entry column : fields.mapping("columns")) {
      String written = column.value() instanceof Scalar scalar ? scalar.text() : "";
      Optional<ParameterType> type = ParameterType.parse(written).filter(t -> !t.list());
      if (!NAME.matcher(column.key()).matches()) {
        fields.report(
            column.keyPlace(),
            "BAD_NAME",
            "A column of a parameter cannot be called \"" + column.key() + "\".",
            "Use letters, digits and underscores.");
      } else if (!seen.add(column.key())) {
        fields.report(
            column.keyPlace(),
            "DUPLICATE_NAME",
            "The column " + column.key() + " is there twice; case makes no difference.",
            "Rename one.");
      } else if (type.isEmpty()) {
        fields.report(
            column.value().place(),
            "UNKNOWN_TYPE",
            "A column of a parameter cannot be of type " + column.value().described() + ".",
            Nearest.hint(written, ParameterType.NAMES)
                + "It is one of: "
                + String.join(", ", ParameterType.NAMES)
                + ".");
      }
      columns.putIfAbsent(column.key(), type.orElse(ParameterType.ANY_TEXT));
    }
    if (columns.isEmpty()) {
      fields.badValue("columns", "No column is declared.", "Write name: TYPE for each.");
      columns.put("none", ParameterType.ANY_TEXT);
    }
    return columns;
  }
}

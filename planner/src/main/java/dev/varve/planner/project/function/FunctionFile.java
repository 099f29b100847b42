package dev.varve.planner.project.function;

import dev.varve.planner.Place;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.ModelHeader;
import dev.varve.planner.project.sql.ModelSql;
import dev.varve.planner.types.SqlNames;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One function as it is written.
 *
 * @param file path from the project's folder
 * @param arguments in the order in which a call gives them
 * @param returns the type of a value; nothing for a function that yields a table
 * @param columns the types of a table's columns by name, in order
 * @param sql its body: an expression, or a query where it yields a table
 * @param declared where its header says what it yields
 */
public record FunctionFile(
    String name,
    String file,
    String description,
    List<Argument> arguments,
    String returns,
    Map<String, String> columns,
    ModelSql sql,
    Place declared) {

  /** What a call gives by place or by name. */
  public record Argument(String name, String type, Optional<String> defaultValue) {
    private String sql() {
      return SqlNames.quote(name)
          + " "
          + type
          + defaultValue
              .map(value -> " := CAST(" + SqlNames.literal(value) + " AS " + type + ")")
              .orElse("");
    }
  }

  public FunctionFile {
    arguments = List.copyOf(arguments);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  public boolean table() {
    return !columns.isEmpty();
  }

  /** What the engine is told. */
  public SqlMacro macro() {
    return new SqlMacro(name, table(), beforeBody() + sql.text() + afterBody());
  }

  private String beforeBody() {
    String parameters =
        arguments.stream().map(Argument::sql).collect(Collectors.joining(", ", "(", ")"));
    if (!table()) {
      return parameters + " AS CAST((\n";
    }
    String casts =
        columns.entrySet().stream()
            .map(
                column -> {
                  String quoted = SqlNames.quote(column.getKey());
                  return "CAST(" + quoted + " AS " + column.getValue() + ") AS " + quoted;
                })
            .collect(Collectors.joining(", "));
    String names = columns.keySet().stream().map(SqlNames::quote).collect(Collectors.joining(", "));
    // A column that is not declared is passed on, not lost.
    return parameters + " AS TABLE SELECT " + casts + ", * EXCLUDE (" + names + ") FROM (\n";
  }

  private String afterBody() {
    return table() ? "\n)" : "\n) AS " + returns + ")";
  }

  /** How it is called, and what that yields. */
  public String signature() {
    String parameters =
        arguments.stream()
            .map(
                argument ->
                    argument.name()
                        + " "
                        + argument.type()
                        + argument.defaultValue().map(value -> " := " + value).orElse(""))
            .collect(Collectors.joining(", ", "(", ")"));
    String yields =
        table()
            ? columns.entrySet().stream()
                .map(column -> column.getKey() + " " + column.getValue())
                .collect(Collectors.joining(", ", "TABLE (", ")"))
            : returns;
    return parameters + " → " + yields;
  }

  /** A query that calls it and nothing else, over values that nobody knows. */
  public String call() {
    String name = SqlNames.quote(this.name);
    if (table()) {
      return "SELECT * FROM "
          + name
          + arguments.stream()
              .map(argument -> "CAST(NULL AS " + argument.type() + ")")
              .collect(Collectors.joining(", ", "(", ")"));
    }
    String given =
        arguments.stream()
            .map(argument -> SqlNames.quote(argument.name()))
            .collect(Collectors.joining(", ", "(", ")"));
    String values =
        arguments.stream()
            .map(
                argument ->
                    "CAST(NULL AS " + argument.type() + ") AS " + SqlNames.quote(argument.name()))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + name
        + given
        + " AS value"
        + (values.isEmpty() ? "" : " FROM (SELECT " + values + ")");
  }

  /** The body as a query, for whoever reads queries. */
  public String query() {
    return table() ? sql.text() : beforeQuery() + sql.text() + "\n)";
  }

  private static String beforeQuery() {
    return "SELECT (\n";
  }

  /** Where a byte of {@link #query()} stands in the file. */
  public Place placeInQuery(int utf8Offset) {
    return sql.positions().placeOfByte(offsetInBody(utf8Offset));
  }

  /** A byte of {@link #query()} as one of the body. */
  public int offsetInBody(int utf8Offset) {
    return table() ? utf8Offset : utf8Offset - beforeQuery().length();
  }

  /** Where the body begins in the macro's definition. */
  public int bodyOffset() {
    return beforeBody().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Where a byte of the macro's definition stands in the file, or what has put it there. */
  public Place placeInDefinition(int utf8Offset) {
    int within = utf8Offset - bodyOffset();
    return within < 0 || within > sql.text().getBytes(StandardCharsets.UTF_8).length
        ? declared
        : sql.positions().placeOfByte(within);
  }

  /** The file as one that reads tables, for whoever finds those. */
  public ModelFile reading() {
    return new ModelFile(name, file, sql.text(), ModelHeader.EMPTY, sql, Optional.empty());
  }
}

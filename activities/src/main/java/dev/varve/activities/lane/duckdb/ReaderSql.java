package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.FileFormat;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.ReaderOption;
import dev.varve.activities.lane.Sql;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the engine reads an input: names, types and files are given, nothing is found out. */
final class ReaderSql {
  private ReaderSql() {}

  /** The statement that offers the input's files under its name. */
  static String view(InputTable input) {
    return "CREATE OR REPLACE VIEW "
        + Sql.qualified(input.schema(), input.table())
        + " AS "
        + select(input);
  }

  /** A SELECT of the input's columns, each of its declared type. */
  static String select(InputTable input) {
    if (input.files().isEmpty()) {
      return input.columns().stream()
          .map(c -> "CAST(NULL AS " + c.type() + ") AS " + Sql.identifier(c.name()))
          .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }
    // The readers of text yield the declared types themselves.
    boolean asRead = input.exact() || input.format() != FileFormat.PARQUET;
    return input.columns().stream()
        .map(column -> asRead ? Sql.identifier(column.name()) : typed(column))
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + reader(input)));
  }

  private static String typed(Column column) {
    String name = Sql.identifier(column.name());
    return "CAST(" + name + " AS " + column.type() + ") AS " + name;
  }

  private static String reader(InputTable input) {
    return switch (input.format()) {
      case PARQUET -> parquet(input.files());
      case CSV -> csv(input);
      case JSON -> json(input);
    };
  }

  /** A reader of Parquet files that takes nothing from their paths. */
  static String parquet(List<Path> files) {
    return "read_parquet(" + Sql.sources(files) + ", hive_partitioning=false, union_by_name=false)";
  }

  private static String csv(InputTable input) {
    StringBuilder sql = new StringBuilder("read_csv(").append(Sql.sources(input.files()));
    sql.append(", auto_detect=false, hive_partitioning=false, union_by_name=false");
    sql.append(", ignore_errors=false, null_padding=false");
    sql.append(", columns=").append(columns(input.columns()));
    if (!input.options().containsKey(ReaderOption.HEADER.label())) {
      sql.append(", header=true");
    }
    return sql.append(options(input)).append(')').toString();
  }

  private static String json(InputTable input) {
    StringBuilder sql = new StringBuilder("read_json(").append(Sql.sources(input.files()));
    sql.append(", auto_detect=false, hive_partitioning=false, union_by_name=false");
    sql.append(", ignore_errors=false, records=true");
    sql.append(", columns=").append(columns(input.columns()));
    if (!input.options().containsKey(ReaderOption.FORMAT.label())) {
      sql.append(", format='auto'");
    }
    return sql.append(options(input)).append(')').toString();
  }

  private static String columns(List<Column> columns) {
    return columns.stream()
        .map(c -> Sql.text(c.name()) + ": " + Sql.text(c.type()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** The input's options as further arguments of its reader. */
  static String options(InputTable input) {
    StringBuilder sql = new StringBuilder();
    for (Map.Entry<String, String> given : input.options().entrySet()) {
      ReaderOption option =
          ReaderOption.of(input.format(), given.getKey())
              .orElseThrow(
                  () ->
                      LaneErrors.unknownOption(
                          input.name(), given.getKey(), known(input.format())));
      String value =
          option
              .sql(given.getValue())
              .orElseThrow(
                  () -> LaneErrors.badOption(input.name(), given.getKey(), given.getValue()));
      sql.append(", ").append(option.parameter()).append('=').append(value);
    }
    return sql.toString();
  }

  private static List<String> known(FileFormat format) {
    return Arrays.stream(ReaderOption.values())
        .filter(option -> option.isFor(format))
        .map(ReaderOption::label)
        .sorted()
        .toList();
  }
}

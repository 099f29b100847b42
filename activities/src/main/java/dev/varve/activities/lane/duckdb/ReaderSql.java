package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.FileFormat;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.ReaderOption;
import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the engine reads an input: names, types and files are given, nothing is found out. */
final class ReaderSql {
  private ReaderSql() {}

  /** The statement that offers the input's files under its name. */
  static AdminStatement view(InputTable input) {
    return AdminStatement.of(
        "CREATE OR REPLACE VIEW {} AS {}", Sql.name(input.schema(), input.table()), select(input));
  }

  /** A SELECT of the input's columns, each of its declared type. */
  static Sql select(InputTable input) {
    if (input.files().isEmpty()) {
      return Sql.of(
          "SELECT {} WHERE false",
          each(
              input.columns(),
              c -> Sql.of("CAST(NULL AS {}) AS {}", Sql.type(c.type()), Sql.name(c.name()))));
    }
    // The readers of text yield the declared types themselves.
    boolean asRead = input.exact() || input.format() != FileFormat.PARQUET;
    return Sql.of(
        "SELECT {} FROM {}",
        each(input.columns(), column -> asRead ? Sql.name(column.name()) : typed(column)),
        reader(input));
  }

  private static Sql each(List<Column> columns, Function<Column, Sql> written) {
    return Sql.list(columns.stream().map(written).toList());
  }

  private static Sql typed(Column column) {
    Sql name = Sql.name(column.name());
    return Sql.of("CAST({} AS {}) AS {}", name, Sql.type(column.type()), name);
  }

  private static Sql reader(InputTable input) {
    return switch (input.format()) {
      case PARQUET -> parquet(input.files());
      case CSV -> csv(input);
      case JSON -> json(input);
    };
  }

  /** A reader of Parquet files that takes nothing from their paths. */
  static Sql parquet(List<Path> files) {
    return Sql.of(
        "read_parquet({}, hive_partitioning=false, union_by_name=false)", LaneFiles.sources(files));
  }

  private static Sql csv(InputTable input) {
    List<Sql> arguments = new ArrayList<>();
    if (!input.options().containsKey(ReaderOption.HEADER.label())) {
      arguments.add(Sql.of("header=true"));
    }
    arguments.addAll(options(input));
    return Sql.of(
        "read_csv({}, auto_detect=false, hive_partitioning=false, union_by_name=false,"
            + " ignore_errors=false, null_padding=false, columns={{}}{})",
        LaneFiles.sources(input.files()),
        columns(input.columns()),
        further(arguments));
  }

  private static Sql json(InputTable input) {
    List<Sql> arguments = new ArrayList<>();
    if (!input.options().containsKey(ReaderOption.FORMAT.label())) {
      arguments.add(Sql.of("format='auto'"));
    }
    arguments.addAll(options(input));
    return Sql.of(
        "read_json({}, auto_detect=false, hive_partitioning=false, union_by_name=false,"
            + " ignore_errors=false, records=true, columns={{}}{})",
        LaneFiles.sources(input.files()),
        columns(input.columns()),
        further(arguments));
  }

  private static Sql columns(List<Column> columns) {
    return each(columns, c -> Sql.of("{}: {}", Sql.text(c.name()), Sql.text(c.type())));
  }

  /** Columns as texts, for people. */
  static Sql texts(List<String> columns) {
    return Sql.list(columns.stream().map(c -> Sql.of("CAST({} AS VARCHAR)", Sql.name(c))).toList());
  }

  /** Each behind a comma. */
  static Sql further(List<Sql> arguments) {
    return Sql.joined("", arguments.stream().map(each -> Sql.of(", {}", each)).toList());
  }

  /** Some options as a reader's further arguments, where they are given. */
  static Sql kept(Map<String, String> options, ReaderOption... kept) {
    List<Sql> arguments = new ArrayList<>();
    for (ReaderOption option : kept) {
      Optional.ofNullable(options.get(option.label()))
          .flatMap(option::argument)
          .ifPresent(arguments::add);
    }
    return further(arguments);
  }

  /** The input's options as arguments of its reader. */
  static List<Sql> options(InputTable input) {
    List<Sql> arguments = new ArrayList<>();
    for (Map.Entry<String, String> given : input.options().entrySet()) {
      ReaderOption option =
          ReaderOption.of(input.format(), given.getKey())
              .orElseThrow(
                  () ->
                      LaneErrors.unknownOption(
                          input.name(), given.getKey(), known(input.format())));
      arguments.add(
          option
              .argument(given.getValue())
              .orElseThrow(
                  () -> LaneErrors.badOption(input.name(), given.getKey(), given.getValue())));
    }
    return arguments;
  }

  private static List<String> known(FileFormat format) {
    return Arrays.stream(ReaderOption.values())
        .filter(option -> option.isFor(format))
        .map(ReaderOption::label)
        .sorted()
        .toList();
  }
}

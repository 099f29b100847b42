package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.ReaderOption;
import dev.varve.activities.lane.SourceFiles;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the first line of CSV files with the declared columns. The reader takes columns by
 * position, so that swapped ones would be read without a word.
 */
final class DelimitedHeader {
  /** No text file holds it, so that a line is one value. */
  private static final String NO_DELIMITER = "\u0001";

  private final SourceFiles source;
  private final String delimiter;
  private final Optional<Character> quote;
  private final boolean header;

  DelimitedHeader(SourceFiles source) {
    this.source = source;
    this.delimiter = option(ReaderOption.DELIMITER, ",").replace("\\t", "\t");
    String quotes = option(ReaderOption.QUOTE, "\"");
    this.quote = quotes.isEmpty() ? Optional.empty() : Optional.of(quotes.charAt(0));
    this.header = Boolean.parseBoolean(option(ReaderOption.HEADER, "true"));
  }

  /** Refuses unknown options before anything is read. */
  static void checkOptions(SourceFiles source) {
    ReaderSql.options(
        new InputTable(
            "source",
            source.name(),
            source.declared(),
            List.of(),
            source.format(),
            true,
            source.options()));
  }

  void check(Connection connection, Call call) throws SQLException {
    for (Path file : source.files()) {
      Optional<String> line = firstLine(file, connection, call);
      if (line.isPresent()) {
        Optional<String> difference = difference(split(line.get()));
        if (difference.isPresent()) {
          throw LaneErrors.headerDiffers(source.name(), file, difference.get());
        }
      } else if (header) {
        throw LaneErrors.headerDiffers(source.name(), file, "is empty and has no header");
      }
    }
  }

  private Optional<String> firstLine(Path file, Connection connection, Call call)
      throws SQLException {
    ServiceStatement first =
        ServiceStatement.of(
            "SELECT line FROM read_csv({}, auto_detect=false, hive_partitioning=false,"
                + " columns={'line': 'VARCHAR'}, header=false, strict_mode=false, quote='',"
                + " escape='', delim={}{}) LIMIT 1",
            LaneFiles.source(file),
            Sql.text(NO_DELIMITER),
            ReaderSql.kept(
                source.options(),
                ReaderOption.SKIP,
                ReaderOption.COMMENT,
                ReaderOption.ENCODING,
                ReaderOption.COMPRESSION,
                ReaderOption.MAX_LINE_SIZE));
    return call.query(
        connection,
        first,
        found -> found.next() ? Optional.ofNullable(found.getString(1)) : Optional.empty());
  }

  private Optional<String> difference(List<String> found) {
    List<Column> declared = source.declared();
    if (found.size() < declared.size()) {
      return Optional.of(
          "has " + found.size() + " columns, not " + declared.size() + missing(found));
    }
    if (found.size() > declared.size()) {
      return Optional.of("has " + found.size() + " columns, not " + declared.size() + extra(found));
    }
    for (int i = 0; header && i < declared.size(); i++) {
      if (!found.get(i).strip().equalsIgnoreCase(declared.get(i).name())) {
        return Optional.of(
            "has " + found.get(i) + " as column " + (i + 1) + ", not " + declared.get(i).name());
      }
    }
    return Optional.empty();
  }

  private String missing(List<String> found) {
    return !header
        ? ""
        : source.declared().stream()
            .map(Column::name)
            .filter(name -> found.stream().noneMatch(name::equalsIgnoreCase))
            .findFirst()
            .map(name -> ": " + name + " is missing")
            .orElse("");
  }

  private String extra(List<String> found) {
    return !header
        ? ""
        : found.stream()
            .filter(
                name -> source.declared().stream().noneMatch(c -> c.name().equalsIgnoreCase(name)))
            .findFirst()
            .map(name -> ": " + name + " is not declared")
            .orElse("");
  }

  private List<String> split(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean isQuote = quote.isPresent() && quote.get() == c;
      if (quoted && isQuote && i + 1 < line.length() && line.charAt(i + 1) == c) {
        field.append(c);
        i++;
      } else if (isQuote && (quoted || field.isEmpty())) {
        quoted = !quoted;
      } else if (!quoted && line.startsWith(delimiter, i)) {
        fields.add(field.toString());
        field.setLength(0);
        i += delimiter.length() - 1;
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private String option(ReaderOption option, String otherwise) {
    return source.options().getOrDefault(option.label(), otherwise);
  }
}

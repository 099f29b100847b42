package dev.varve.activities.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the columns of a table come from, or what comes from them: the answer of {@code varve
 * lineage}.
 *
 * @param column the one that was asked for; absent for all of the table
 * @param direction {@code up} or {@code down}
 * @param tables what is reached, the table that was asked for first
 * @param edges from what comes first to what comes of it, nearest to what was asked for first
 * @param sources what is read of each source, of an answer up
 * @param problems of models that could not be followed
 */
public record LineageReport(
    int formatVersion,
    String project,
    String table,
    Optional<String> column,
    String direction,
    List<Table> tables,
    List<Edge> edges,
    List<SourceUse> sources,
    List<PlanProblem> problems) {
  public static final int FORMAT_VERSION = 1;
  public static final String UP = "up";
  public static final String DOWN = "down";

  /**
   * A table that is reached.
   *
   * @param kind {@code model} or {@code source}
   * @param file of a model
   * @param columns all that it has
   * @param notUnderstood what of its query is not, so that anything below it may have gone into
   *     anything above it
   */
  public record Table(
      String name,
      String kind,
      Optional<String> file,
      List<PlannedColumn> columns,
      List<String> notUnderstood) {
    public Table {
      columns = List.copyOf(columns);
      notUnderstood = List.copyOf(notUnderstood);
    }
  }

  /**
   * A column of a table, or its rows: which there are and how many.
   *
   * @param column absent for the rows
   */
  public record Point(String table, Optional<String> column) {
    public Point {
      Objects.requireNonNull(table);
      Objects.requireNonNull(column);
    }
  }

  /**
   * What one thing has of another directly.
   *
   * @param derivation {@code copied}, {@code computed}, {@code aggregated} or {@code unknown};
   *     absent where no value goes from one to the other
   * @param influences {@code filter}, {@code join} and so on: how it changes values that it does
   *     not give
   */
  public record Edge(Point from, Point to, Optional<String> derivation, List<String> influences) {
    public Edge {
      influences = List.copyOf(influences);
    }
  }

  /**
   * What is read of a source.
   *
   * @param required the columns that can change what was asked for
   * @param scanned the columns that the models on the way read
   * @param columns all that it has
   */
  public record SourceUse(
      String name, List<String> required, List<String> scanned, List<String> columns) {
    public SourceUse {
      required = List.copyOf(required);
      scanned = List.copyOf(scanned);
      columns = List.copyOf(columns);
    }
  }

  public LineageReport {
    Objects.requireNonNull(project);
    Objects.requireNonNull(table);
    Objects.requireNonNull(direction);
    tables = List.copyOf(tables);
    edges = List.copyOf(edges);
    sources = List.copyOf(sources);
    problems = List.copyOf(problems);
  }
}

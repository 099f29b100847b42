package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.ColumnRule;
import dev.varve.activities.lane.Sql;
import dev.varve.activities.lane.TableRules;
import dev.varve.activities.lane.TypedLiteral;
import dev.varve.activities.lane.Violation;
import dev.varve.activities.lane.Violation.Rule;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found in a table's rows.
 *
 * @param rows of the table
 * @param violations every rule that is broken, those of columns first
 */
public record RowCheck(long rows, List<Violation> violations) {
  /** An example shows so many columns, and so much of each value. */
  private static final int SHOWN_COLUMNS = 5;

  private static final int SHOWN_VALUE = 60;

  public RowCheck {
    violations = List.copyOf(violations);
  }

  /**
   * Looks at every row.
   *
   * @param reader of the table's rows, as it stands behind FROM
   */
  static RowCheck of(String reader, TableRules rules, Connection connection, Call call)
      throws SQLException {
    return new Reading(reader, rules, connection, call).check();
  }

  /**
   * Whether each row's key is greater than the one before, so that no two are equal. That costs a
   * tenth of counting keys, and most tables with a key are ordered by it. The rows must come in one
   * stream: ask an instance with one thread.
   */
  static boolean isAscending(String reader, List<String> key, Connection connection, Call call)
      throws SQLException {
    StringBuilder inner = new StringBuilder("SELECT row_number() OVER () AS n");
    StringBuilder greater = new StringBuilder();
    StringBuilder equal = new StringBuilder();
    for (int i = 0; i < key.size(); i++) {
      String column = Sql.identifier(key.get(i));
      inner.append(", %s AS c%d, lag(%s) OVER () AS p%d".formatted(column, i, column, i));
      greater.append(i == 0 ? "" : " OR ").append("(%sc%d > p%d)".formatted(equal, i, i));
      equal.append("c%d = p%d AND ".formatted(i, i));
    }
    inner.append(" FROM ").append(reader);
    // A comparison with NULL is neither true nor false: such keys are left to be counted.
    String sql =
        "SELECT count(*) FROM (%s) WHERE n > 1 AND (%s) IS NOT TRUE".formatted(inner, greater);
    return call.query(
        connection,
        sql,
        found -> {
          found.next();
          return found.getLong(1) == 0;
        });
  }

  /** One table being looked at. */
  private record Reading(String reader, TableRules rules, Connection connection, Call call) {
    RowCheck check() throws SQLException {
      List<String> broken = new ArrayList<>();
      for (ColumnRule rule : rules.columns()) {
        broken.add(rule.notNull() ? isNull(rule) : "false");
        broken.add(rule.accepted().isEmpty() ? "false" : outside(rule));
      }
      List<Long> counts = counts(broken);
      List<Violation> violations = new ArrayList<>();
      for (int i = 0; i < rules.columns().size(); i++) {
        ColumnRule rule = rules.columns().get(i);
        List<String> column = List.of(rule.column());
        long nulls = counts.get(2 * i + 1);
        if (nulls > 0) {
          String row = row(isNull(rule), List.of());
          violations.add(new Violation(Rule.NOT_NULL, column, nulls, row));
        }
        long others = counts.get(2 * i + 2);
        if (others > 0) {
          String row = row(outside(rule), column);
          violations.add(new Violation(Rule.ACCEPTED_VALUES, column, others, row));
        }
        if (rule.unique()) {
          repeated(Rule.UNIQUE, column, violations);
        }
      }
      if (!rules.key().isEmpty()) {
        repeated(Rule.KEY, rules.key(), violations);
      }
      return new RowCheck(counts.get(0), violations);
    }

    private static String isNull(ColumnRule rule) {
      return Sql.identifier(rule.column()) + " IS NULL";
    }

    private static String outside(ColumnRule rule) {
      return Sql.identifier(rule.column())
          + rule.accepted().stream()
              .map(TypedLiteral::sql)
              .collect(Collectors.joining(", ", " NOT IN (", ")"));
    }

    private List<Long> counts(List<String> conditions) throws SQLException {
      StringBuilder sql = new StringBuilder("SELECT count(*)");
      for (String condition : conditions) {
        sql.append(", count(*) FILTER (WHERE ").append(condition).append(')');
      }
      return call.query(
          connection,
          sql.append(" FROM ").append(reader).toString(),
          found -> {
            found.next();
            List<Long> counts = new ArrayList<>();
            for (int i = 1; i <= conditions.size() + 1; i++) {
              counts.add(found.getLong(i));
            }
            return counts;
          });
    }

    private void repeated(Rule rule, List<String> columns, List<Violation> violations)
        throws SQLException {
      String names = columns.stream().map(Sql::identifier).collect(Collectors.joining(", "));
      String filter = rule == Rule.UNIQUE ? " WHERE " + names + " IS NOT NULL" : "";
      String sql =
          "SELECT %s FROM %s%s GROUP BY %s HAVING count(*) > 1"
              .formatted(names, reader, filter, names);
      long count =
          call.query(
              connection,
              "SELECT count(*) FROM (" + sql + ")",
              found -> {
                found.next();
                return found.getLong(1);
              });
      if (count > 0) {
        violations.add(new Violation(rule, columns, count, first(columns, "(" + sql + ")", "")));
      }
    }

    /** The first row, by the columns that are shown, that meets a condition. */
    private String row(String condition, List<String> ahead) throws SQLException {
      Set<String> shown = new LinkedHashSet<>(ahead);
      shown.addAll(rules.key());
      shown.addAll(rules.shown());
      List<String> columns = shown.stream().limit(SHOWN_COLUMNS).toList();
      return first(columns, reader, " WHERE " + condition);
    }

    private String first(List<String> columns, String from, String where) throws SQLException {
      String names = columns.stream().map(Sql::identifier).collect(Collectors.joining(", "));
      String texts =
          columns.stream()
              .map(c -> "CAST(" + Sql.identifier(c) + " AS VARCHAR)")
              .collect(Collectors.joining(", "));
      String sql = "SELECT %s FROM %s%s ORDER BY %s LIMIT 1".formatted(texts, from, where, names);
      return call.query(
          connection,
          sql,
          found -> {
            found.next();
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
              parts.add(columns.get(i) + " = " + cut(found.getString(i + 1)));
            }
            return String.join(", ", parts);
          });
    }

    private static String cut(String value) {
      if (value == null) {
        return "NULL";
      }
      int end =
          value.offsetByCodePoints(
              0, Math.min(SHOWN_VALUE, value.codePointCount(0, value.length())));
      return end == value.length() ? value : value.substring(0, end) + "…";
    }
  }
}

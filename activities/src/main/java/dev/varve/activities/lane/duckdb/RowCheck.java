package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.ColumnRule;
import dev.varve.activities.lane.TableRules;
import dev.varve.activities.lane.TypedLiteral;
import dev.varve.activities.lane.Violation;
import dev.varve.activities.lane.Violation.Rule;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
  static RowCheck of(Sql reader, TableRules rules, Connection connection, Call call)
      throws SQLException {
    return new Reading(reader, rules, connection, call).check();
  }

  /**
   * Whether each row's key is greater than the one before, so that no two are equal. That costs a
   * tenth of counting keys, and most tables with a key are ordered by it. The rows must come in one
   * stream: ask an instance with one thread.
   */
  static boolean isAscending(Sql reader, List<String> key, Connection connection, Call call)
      throws SQLException {
    List<Sql> inner = new ArrayList<>(List.of(Sql.of("row_number() OVER () AS n")));
    List<Sql> greater = new ArrayList<>();
    Sql equal = Sql.NONE;
    for (int i = 0; i < key.size(); i++) {
      Sql column = Sql.name(key.get(i));
      Sql here = Sql.name("c" + i);
      Sql before = Sql.name("p" + i);
      inner.add(Sql.of("{} AS {}, lag({}) OVER () AS {}", column, here, column, before));
      greater.add(Sql.of("({}{} > {})", equal, here, before));
      equal = Sql.of("{}{} = {} AND ", equal, here, before);
    }
    // A comparison with NULL is neither true nor false: such keys are left to be counted.
    ServiceStatement sql =
        ServiceStatement.of(
            "SELECT count(*) FROM (SELECT {} FROM {}) WHERE n > 1 AND ({}) IS NOT TRUE",
            Sql.list(inner),
            reader,
            Sql.joined(" OR ", greater));
    return call.query(
        connection,
        sql,
        found -> {
          found.next();
          return found.getLong(1) == 0;
        });
  }

  /** One table being looked at. */
  private record Reading(Sql reader, TableRules rules, Connection connection, Call call) {
    RowCheck check() throws SQLException {
      List<Sql> broken = new ArrayList<>();
      for (ColumnRule rule : rules.columns()) {
        broken.add(rule.notNull() ? isNull(rule) : Sql.of("false"));
        broken.add(rule.accepted().isEmpty() ? Sql.of("false") : outside(rule));
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

    private static Sql isNull(ColumnRule rule) {
      return Sql.of("{} IS NULL", Sql.name(rule.column()));
    }

    private static Sql outside(ColumnRule rule) {
      return Sql.of(
          "{} NOT IN ({})",
          Sql.name(rule.column()),
          Sql.list(rule.accepted().stream().map(TypedLiteral::sql).toList()));
    }

    private List<Long> counts(List<Sql> conditions) throws SQLException {
      List<Sql> counted = new ArrayList<>(List.of(Sql.of("count(*)")));
      for (Sql condition : conditions) {
        counted.add(Sql.of("count(*) FILTER (WHERE {})", condition));
      }
      return call.query(
          connection,
          ServiceStatement.of("SELECT {} FROM {}", Sql.list(counted), reader),
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
      Sql names = Sql.names(columns);
      Sql filter = rule == Rule.UNIQUE ? Sql.of(" WHERE {} IS NOT NULL", names) : Sql.NONE;
      Sql repeated =
          Sql.of(
              "(SELECT {} FROM {}{} GROUP BY {} HAVING count(*) > 1)",
              names,
              reader,
              filter,
              names);
      long count =
          call.query(
              connection,
              ServiceStatement.of("SELECT count(*) FROM {}", repeated),
              found -> {
                found.next();
                return found.getLong(1);
              });
      if (count > 0) {
        violations.add(new Violation(rule, columns, count, first(columns, repeated, Sql.NONE)));
      }
    }

    /** The first row, by the columns that are shown, that meets a condition. */
    private String row(Sql condition, List<String> ahead) throws SQLException {
      Set<String> shown = new LinkedHashSet<>(ahead);
      shown.addAll(rules.key());
      shown.addAll(rules.shown());
      List<String> columns = shown.stream().limit(SHOWN_COLUMNS).toList();
      return first(columns, reader, Sql.of(" WHERE {}", condition));
    }

    private String first(List<String> columns, Sql from, Sql where) throws SQLException {
      ServiceStatement sql =
          ServiceStatement.of(
              "SELECT {} FROM {}{} ORDER BY {} LIMIT 1",
              ReaderSql.texts(columns),
              from,
              where,
              Sql.names(columns));
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

package dev.varve.planner.bind;

import dev.varve.planner.bind.statement.OpenStatement;
import dev.varve.planner.bind.statement.ServiceStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the engine says of its own functions. */
public final class EngineCatalogue {
  /**
   * All overloads of one name and kind.
   *
   * @param kind scalar, aggregate, window, macro, table, table macro or pragma
   * @param signatures sorted, as in {@code (INTEGER, VARCHAR) → VARCHAR}
   * @param stability what the engine takes its volatility for; nothing where it does not say
   */
  public record Function(String kind, String name, List<String> signatures, String stability) {
    public Function {
      signatures = List.copyOf(signatures);
    }
  }

  // Macros have untyped parameters, which are told by their names.
  private static final ServiceStatement FUNCTIONS =
      ServiceStatement.of(
          """
      WITH overloads AS (
        SELECT replace(function_type, '_', ' ') AS kind, function_name AS name,
          coalesce(stability, '') AS stability,
          '(' || array_to_string(list_concat(
            list_transform(list_zip(parameter_types, parameters),
              lambda p: coalesce(CAST(p[1] AS VARCHAR), p[2])),
            CASE WHEN varargs IS NULL THEN [] ELSE [varargs || '...'] END), ', ') || ')'
            || CASE WHEN return_type IS NULL THEN '' ELSE ' → ' || return_type END AS signature
        FROM duckdb_functions() WHERE internal)
      SELECT kind, name, list_sort(list_distinct(list(signature))), min(stability)
      FROM overloads GROUP BY kind, name ORDER BY kind, name
      """);

  private EngineCatalogue() {}

  /** Every function of the engine, by kind and name. */
  public static List<Function> functions() {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      return OpenStatement.ask(connection, FUNCTIONS, EngineCatalogue::read);
    } catch (SQLException e) {
      throw new BinderException("the engine does not list its functions", e);
    }
  }

  private static List<Function> read(ResultSet rows) throws SQLException {
    List<Function> functions = new ArrayList<>();
    while (rows.next()) {
      List<String> signatures = new ArrayList<>();
      for (Object signature : (Object[]) rows.getArray(3).getArray()) {
        signatures.add(String.valueOf(signature));
      }
      functions.add(
          new Function(rows.getString(1), rows.getString(2), signatures, rows.getString(4)));
    }
    return functions;
  }
}

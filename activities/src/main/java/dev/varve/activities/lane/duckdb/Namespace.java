package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.Sql;
import dev.varve.activities.lane.StepFunction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/**
 * A connection with an empty catalog of its own, in which a step finds its inputs and nothing else.
 *
 * <p>It serves one step at a time and many in turn: what the next step does not name is dropped,
 * what it names with the same definition stays. After a failure it is thrown away.
 */
final class Namespace implements AutoCloseable {
  private final DuckDBConnection connection;
  private final String catalog;
  private final Set<String> schemas = new LinkedHashSet<>();
  private final Map<String, String> views = new LinkedHashMap<>();
  private final Map<String, StepFunction> functions = new LinkedHashMap<>();
  private Optional<Instant> clock = Optional.empty();

  private Namespace(DuckDBConnection connection, String catalog) {
    this.connection = connection;
    this.catalog = catalog;
  }

  static Namespace attach(DuckDBConnection connection, int ordinal, Call call) throws SQLException {
    // The space keeps the name apart from every schema that a project can have.
    String catalog = Sql.identifier("varve lane " + ordinal);
    call.execute(connection, "ATTACH ':memory:' AS " + catalog + "; USE " + catalog);
    return new Namespace(connection, catalog);
  }

  DuckDBConnection connection() {
    return connection;
  }

  /** Makes exactly these names visible, and sets the clock. */
  void arrange(Call call, List<InputTable> inputs, Instant logicalTime) throws SQLException {
    if (!clock.equals(Optional.of(logicalTime))) {
      clock = Optional.empty();
      call.execute(connection, ClockMacros.sql(logicalTime));
      clock = Optional.of(logicalTime);
    }
    Map<String, String> wanted = new LinkedHashMap<>();
    Map<String, String> labels = new LinkedHashMap<>();
    for (InputTable input : inputs) {
      String name = Sql.qualified(input.schema(), input.table());
      if (wanted.put(name, ReaderSql.view(input)) != null) {
        throw new IllegalArgumentException("input " + input.name() + " is given twice");
      }
      labels.put(name, input.name());
      addSchema(call, input.schema());
    }
    drop(call, wanted);
    for (Map.Entry<String, String> view : wanted.entrySet()) {
      if (!view.getValue().equals(views.get(view.getKey()))) {
        try {
          call.execute(connection, view.getValue());
        } catch (SQLException e) {
          if (call.isCancelled()) {
            throw e;
          }
          throw LaneErrors.ofInput(e, labels.get(view.getKey()));
        }
        views.put(view.getKey(), view.getValue());
      }
    }
  }

  /** Makes exactly these functions callable, beside the engine's own. */
  void declare(Call call, List<StepFunction> wanted) throws SQLException {
    for (StepFunction had : List.copyOf(functions.values())) {
      if (!wanted.contains(had)) {
        String kind = had.table() ? "DROP MACRO TABLE " : "DROP MACRO ";
        call.execute(connection, kind + qualified(had));
        functions.remove(had.name());
      }
    }
    for (StepFunction function : wanted) {
      if (!functions.containsKey(function.name())) {
        try {
          call.execute(connection, "CREATE MACRO " + qualified(function) + function.definition());
        } catch (SQLException e) {
          if (call.isCancelled()) {
            throw e;
          }
          throw LaneErrors.of(e, "Function " + function.name());
        }
        functions.put(function.name(), function);
      }
    }
  }

  private String qualified(StepFunction function) {
    return catalog + "." + Sql.qualified("main", function.name());
  }

  private void addSchema(Call call, String schema) throws SQLException {
    if (!schemas.contains(schema)) {
      call.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + Sql.identifier(schema));
      schemas.add(schema);
    }
  }

  private void drop(Call call, Map<String, String> wanted) throws SQLException {
    StringBuilder drops = new StringBuilder();
    for (Iterator<Map.Entry<String, String>> had = views.entrySet().iterator(); had.hasNext(); ) {
      Map.Entry<String, String> view = had.next();
      if (!wanted.containsKey(view.getKey())) {
        drops.append("DROP VIEW ").append(view.getKey()).append(";\n");
        had.remove();
      }
    }
    if (drops.length() > 0) {
      call.execute(connection, drops.toString());
    }
  }

  /** Detaches the catalog and closes the connection; errors do not matter any more. */
  @Override
  public void close() {
    try (Connection closing = connection) {
      if (!closing.isClosed()) {
        try (var statement = closing.createStatement()) {
          statement.execute("USE memory.main; DETACH " + catalog);
        }
      }
    } catch (SQLException e) {
      // The catalog is in memory and its name is never used again.
      return;
    }
  }
}

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
  void arrange(Call call, List<InputTable> inputs, List<StepFunction> wanted, Instant logicalTime)
      throws SQLException {
    drop(call, wanted);
    show(call, inputs, logicalTime);
    declare(call, wanted);
  }

  private void show(Call call, List<InputTable> inputs, Instant logicalTime) throws SQLException {
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

  /**
   * Away with what is not wanted. A view remembers the columns of what it reads, which may be
   * others by now, so none stays.
   */
  private void drop(Call call, List<StepFunction> wanted) throws SQLException {
    for (StepFunction had : List.copyOf(functions.values())) {
      if (!wanted.contains(had) || had.kind() == StepFunction.Kind.VIEW) {
        String kind =
            switch (had.kind()) {
              case SCALAR -> "DROP MACRO ";
              case TABLE -> "DROP MACRO TABLE ";
              case VIEW -> "DROP VIEW ";
            };
        call.execute(connection, kind + qualified(had));
        functions.remove(had.name());
      }
    }
  }

  private void declare(Call call, List<StepFunction> wanted) throws SQLException {
    for (StepFunction function : wanted) {
      if (!functions.containsKey(function.name())) {
        if (function.kind() == StepFunction.Kind.VIEW) {
          addSchema(call, function.name().substring(0, function.name().indexOf('.')));
        }
        try {
          call.execute(connection, create(function));
        } catch (SQLException e) {
          if (call.isCancelled()) {
            throw e;
          }
          String what = function.kind() == StepFunction.Kind.VIEW ? "Model " : "Function ";
          throw LaneErrors.of(e, what + function.name());
        }
        functions.put(function.name(), function);
      }
    }
  }

  private String create(StepFunction function) {
    // The text of a view may end in a comment.
    return function.kind() == StepFunction.Kind.VIEW
        ? "CREATE VIEW " + qualified(function) + " AS\n" + function.definition() + "\n"
        : "CREATE MACRO " + qualified(function) + function.definition();
  }

  private String qualified(StepFunction function) {
    int dot = function.kind() == StepFunction.Kind.VIEW ? function.name().indexOf('.') : -1;
    String name =
        dot < 0
            ? Sql.qualified("main", function.name())
            : Sql.qualified(function.name().substring(0, dot), function.name().substring(dot + 1));
    return catalog + "." + name;
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

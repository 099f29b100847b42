package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.StepFunction;
import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.OpenStatement;
import dev.varve.planner.bind.statement.ReadOnlyMacro;
import dev.varve.planner.bind.statement.ReadOnlyQuery;
import dev.varve.planner.bind.statement.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
  private final Sql catalog;
  private final Set<String> schemas = new LinkedHashSet<>();
  private final Map<Sql, AdminStatement> views = new LinkedHashMap<>();
  private final Map<String, StepFunction> functions = new LinkedHashMap<>();
  private Optional<Instant> clock = Optional.empty();

  private Namespace(DuckDBConnection connection, Sql catalog) {
    this.connection = connection;
    this.catalog = catalog;
  }

  static Namespace attach(DuckDBConnection connection, int ordinal, Call call) throws SQLException {
    // The space keeps the name apart from every schema that a project can have.
    Sql catalog = Sql.name("varve lane " + ordinal);
    call.execute(
        connection, AdminStatement.of("ATTACH ':memory:' AS {}; USE {}", catalog, catalog));
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
      call.execute(connection, ClockMacros.at(logicalTime));
      clock = Optional.of(logicalTime);
    }
    Map<Sql, AdminStatement> wanted = new LinkedHashMap<>();
    Map<Sql, String> labels = new LinkedHashMap<>();
    for (InputTable input : inputs) {
      Sql name = Sql.name(input.schema(), input.table());
      if (wanted.put(name, ReaderSql.view(input)) != null) {
        throw new IllegalArgumentException("input " + input.name() + " is given twice");
      }
      labels.put(name, input.name());
      addSchema(call, input.schema());
    }
    drop(call, wanted);
    for (Map.Entry<Sql, AdminStatement> view : wanted.entrySet()) {
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
        Sql kind =
            switch (had.kind()) {
              case SCALAR -> Sql.of("MACRO");
              case TABLE -> Sql.of("MACRO TABLE");
              case VIEW -> Sql.of("VIEW");
            };
        call.execute(connection, AdminStatement.of("DROP {} {}", kind, qualified(had)));
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
          call.execute(connection, create(function, call));
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

  private AdminStatement create(StepFunction function, Call call) throws SQLException {
    if (function.kind() == StepFunction.Kind.VIEW) {
      ReadOnlyQuery query =
          OneQuery.of(connection, call, "The text of " + function.name(), function.definition());
      return AdminStatement.of("CREATE VIEW {} AS{}", qualified(function), Sql.query(query));
    }
    if (!ReadOnlyMacro.isOne(function.definition())) {
      throw new LaneException(
          "NOT_A_QUERY",
          "The text of " + function.name() + " is more than one statement.",
          "Take the semicolon out.");
    }
    return AdminStatement.of(
        "CREATE MACRO {}{}",
        qualified(function),
        Sql.macro(ReadOnlyMacro.of(function.definition())));
  }

  private Sql qualified(StepFunction function) {
    int dot = function.kind() == StepFunction.Kind.VIEW ? function.name().indexOf('.') : -1;
    Sql name =
        dot < 0
            ? Sql.name("main", function.name())
            : Sql.name(function.name().substring(0, dot), function.name().substring(dot + 1));
    return Sql.of("{}.{}", catalog, name);
  }

  private void addSchema(Call call, String schema) throws SQLException {
    if (!schemas.contains(schema)) {
      call.execute(
          connection, AdminStatement.of("CREATE SCHEMA IF NOT EXISTS {}", Sql.name(schema)));
      schemas.add(schema);
    }
  }

  private void drop(Call call, Map<Sql, AdminStatement> wanted) throws SQLException {
    List<AdminStatement> drops = new ArrayList<>();
    for (Iterator<Sql> had = views.keySet().iterator(); had.hasNext(); ) {
      Sql view = had.next();
      if (!wanted.containsKey(view)) {
        drops.add(AdminStatement.of("DROP VIEW {}", view));
        had.remove();
      }
    }
    if (!drops.isEmpty()) {
      call.execute(connection, AdminStatement.all(drops));
    }
  }

  /** Detaches the catalog and closes the connection; errors do not matter any more. */
  @Override
  public void close() {
    try (Connection closing = connection) {
      if (!closing.isClosed()) {
        OpenStatement.run(closing, AdminStatement.of("USE memory.main; DETACH {}", catalog));
      }
    } catch (SQLException e) {
      // The catalog is in memory and its name is never used again.
      return;
    }
  }
}

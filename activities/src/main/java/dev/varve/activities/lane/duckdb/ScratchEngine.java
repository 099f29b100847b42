package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.StepFunction;
import dev.varve.activities.lane.TypedLiteral;
import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.EngineStatement;
import dev.varve.planner.bind.statement.OpenStatement;
import dev.varve.planner.bind.statement.ReadOnlyMacro;
import dev.varve.planner.bind.statement.ReadOnlyQuery;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * A locked instance of the engine that reads and writes nothing but its own memory: queries mean in
 * it what they mean in a lane, on tables that are made up.
 */
public final class ScratchEngine implements AutoCloseable {
  /** What came of a query. */
  public sealed interface Answer {
    /** Its rows, values as text; empty for NULL. */
    record Rows(List<List<Optional<String>>> rows) implements Answer {
      public Rows {
        rows = List.copyOf(rows);
      }
    }

    /**
     * It ended with an error of its own.
     *
     * @param kind the engine's word for it, "Conversion" for one
     */
    record Failed(String kind, String message) implements Answer {}

    /** It did not come to an end, which says nothing of the query. */
    record Stopped(Reason reason, String message) implements Answer {}

    /** Why a query was stopped. */
    enum Reason {
      TIME,
      MEMORY,
      ROWS,
      ENGINE
    }
  }

  private final DuckDBConnection root;

  private ScratchEngine(DuckDBConnection root) {
    this.root = root;
  }

  /** Opens one. */
  public static ScratchEngine open(String timezone, int threads, long memoryBytes) {
    try {
      DuckDBConnection root =
          DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
      try (OpenStatement statement = OpenStatement.on(root)) {
        List<Sql> settings = new ArrayList<>(LockedInstance.FIXED);
        settings.add(Sql.of("threads = {}", Sql.number(threads)));
        settings.add(Sql.of("TimeZone = {}", Sql.text(timezone)));
        settings.add(Sql.of("memory_limit = '{}B'", Sql.number(memoryBytes)));
        settings.add(Sql.of("temp_directory = ''"));
        settings.add(Sql.of("enable_external_access = false"));
        settings.add(Sql.of("lock_configuration = true"));
        for (Sql setting : settings) {
          statement.execute(AdminStatement.of("SET {}", setting));
        }
        return new ScratchEngine(root);
      } catch (SQLException e) {
        root.close();
        throw e;
      }
    } catch (SQLException e) {
      throw LaneErrors.of(e, "The engine does not start");
    }
  }

  /**
   * A connection with an empty catalog of its own.
   *
   * @param name of the catalog, used once
   */
  public Space space(String name, Instant clock, List<StepFunction> functions) {
    try {
      DuckDBConnection connection = root.duplicate();
      Space space = new Space(connection);
      Sql catalog = Sql.name("varve scratch " + name);
      space.run(AdminStatement.of("ATTACH ':memory:' AS {}; USE {}", catalog, catalog));
      space.run(ClockMacros.at(clock));
      for (StepFunction function : functions) {
        space.later.add(
            AdminStatement.of(
                "CREATE OR REPLACE MACRO {}.{}{}",
                catalog,
                Sql.name("main", function.name()),
                Sql.macro(ReadOnlyMacro.of(function.definition()))));
      }
      return space;
    } catch (SQLException e) {
      throw LaneErrors.of(e, "The engine gives no connection");
    }
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw LaneErrors.of(e, "The engine does not stop");
    }
  }

  /** Where one side of a comparison has its tables; for one thread at a time. */
  public static final class Space implements AutoCloseable {
    private final DuckDBConnection connection;

    /** Functions may read tables, so that they are declared once there are some. */
    private final List<AdminStatement> later = new ArrayList<>();

    private Space(DuckDBConnection connection) {
      this.connection = connection;
    }

    /** Runs statements of our own; nothing where all went well. */
    public Optional<Answer> fill(List<AdminStatement> statements) {
      try {
        if (!statements.isEmpty()) {
          run(AdminStatement.all(statements));
        }
        for (AdminStatement declaration : later) {
          run(declaration);
        }
        later.clear();
        return Optional.empty();
      } catch (SQLException e) {
        return Optional.of(answer(e));
      }
    }

    private void run(AdminStatement statement) throws SQLException {
      OpenStatement.run(connection, statement);
    }

    /** A text as a query, where it is one that reads. */
    public Optional<ReadOnlyQuery> query(String text) {
      try {
        return ReadOnlyQuery.of(
            text, (question, answer) -> OpenStatement.ask(connection, question, answer));
      } catch (SQLException e) {
        throw LaneErrors.of(e, "The engine cannot read a query");
      }
    }

    /**
     * Runs a query.
     *
     * @param most rows, of which one more stops it
     */
    public Answer ask(
        ServiceStatement asked, Map<String, TypedLiteral> arguments, int most, Duration longest) {
      try (OpenStatement statement = OpenStatement.on(connection)) {
        statement.limit(longest);
        EngineStatement query = asked;
        if (!arguments.isEmpty()) {
          // Once for each time: a prepared plan may rely on what its tables held.
          statement.execute(AdminStatement.of("PREPARE step AS {}", asked.sql()));
          query = StepStatement.execute(arguments);
        }
        return statement.query(query, found -> rows(found, most));
      } catch (SQLException e) {
        return answer(e);
      }
    }

    private static Answer rows(ResultSet found, int most) throws SQLException {
      int width = found.getMetaData().getColumnCount();
      List<List<Optional<String>>> rows = new ArrayList<>();
      while (found.next()) {
        if (rows.size() == most) {
          return new Answer.Stopped(Answer.Reason.ROWS, "more than " + most + " rows");
        }
        List<Optional<String>> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(Optional.ofNullable(found.getString(i)));
        }
        rows.add(Collections.unmodifiableList(row));
      }
      return new Answer.Rows(rows);
    }

    private static Answer answer(SQLException e) {
      EngineError error = EngineError.of(e);
      if (e instanceof SQLTimeoutException) {
        return new Answer.Stopped(Answer.Reason.TIME, error.message());
      }
      return switch (error.type().toLowerCase(Locale.ROOT)) {
        case "interrupt" -> new Answer.Stopped(Answer.Reason.TIME, error.message());
        case "out of memory" -> new Answer.Stopped(Answer.Reason.MEMORY, error.message());
        case "internal", "fatal", "io", "connection", "binder", "parser", "catalog", "" ->
            new Answer.Stopped(Answer.Reason.ENGINE, error.message());
        default -> new Answer.Failed(error.type(), error.message());
      };
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        throw LaneErrors.of(e, "The engine does not stop");
      }
    }
  }
}

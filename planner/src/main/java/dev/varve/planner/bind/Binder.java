package dev.varve.planner.bind;

import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.OpenStatement;
import dev.varve.planner.bind.statement.ReadOnlyQuery;
import dev.varve.planner.bind.statement.Sql;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.types.TableSchema;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;

/**
 * One locked instance of the engine that holds empty tables and binds texts against them. It reads
 * no file and cannot be told to. Sessions may be used from one thread each at the same time.
 */
public final class Binder implements AutoCloseable {
  /** The version that the reader of plans and the list of functions belong to. */
  public static final String ENGINE_VERSION = "v2.0.0";

  /**
   * Raise it when more of the engine's plans is understood, or something is understood otherwise:
   * what is remembered of a text was read as it was then.
   */
  public static final int READING_VERSION = 2;

  /** What decides how a text is read; the engine's defaults, said aloud. */
  public static final List<Sql> LANGUAGE =
      List.of(
          Sql.of("default_null_order = 'nulls_last'"),
          Sql.of("default_order = 'ascending'"),
          Sql.of("default_collation = ''"),
          Sql.of("integer_division = false"),
          Sql.of("ieee_floating_point_ops = true"),
          Sql.of("error_on_division_by_zero = true"),
          Sql.of("scalar_subquery_error_on_multiple_rows = true"),
          Sql.of("order_by_non_integer_literal = false"),
          Sql.of("regex_match_operator_semantics = 'partial'"),
          Sql.of("disable_timestamptz_casts = false"),
          Sql.of("preserve_identifier_case = 'preserve_case'"),
          Sql.of("Calendar = 'gregorian'"));

  private final DuckDBConnection root;
  private final List<BindingSession> sessions = new ArrayList<>();
  private final BindingSession otherClock;
  private final ConcurrentSkipListMap<String, Stub> stubs = new ConcurrentSkipListMap<>();

  /** How often something was put in another's place. */
  private final AtomicInteger replaced = new AtomicInteger();

  private final Map<String, SqlMacro> macros = new TreeMap<>();
  private final ConcurrentSkipListMap<String, Boolean> schemas = new ConcurrentSkipListMap<>();

  /**
   * Opens an instance.
   *
   * @param timezone that conversions between times and dates use
   * @param sessionCount how many threads will bind
   */
  public Binder(String timezone, int sessionCount) {
    try {
      Properties properties = new Properties();
      properties.setProperty("threads", "1");
      properties.setProperty("enable_external_access", "false");
      root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
      try (OpenStatement statement = OpenStatement.on(root)) {
        for (Sql setting : LANGUAGE) {
          statement.execute(AdminStatement.of("SET GLOBAL {}", setting));
        }
        statement.execute(AdminStatement.of("SET GLOBAL TimeZone = {}", Sql.text(timezone)));
        // A function's body is bound when it is declared, and what is wrong has a place in it.
        statement.execute(AdminStatement.of("SET GLOBAL errors_as_json = true"));
        statement.execute(
            AdminStatement.of("ATTACH ':memory:' AS {}", Sql.name(StubCatalog.CATALOG)));
        for (AdminStatement schema : StubCatalog.schemas()) {
          statement.execute(schema);
        }
      }
      clock("varve clock", ClockMacros.SENTINEL);
      clock("varve other clock", ClockMacros.OTHER_SENTINEL);
      for (int i = 0; i < sessionCount; i++) {
        sessions.add(session("varve clock"));
      }
      otherClock = session("varve other clock");
      OpenStatement.run(root, AdminStatement.of("SET lock_configuration = true"));
      String version = root.getMetaData().getDatabaseProductVersion();
      if (!version.equals(ENGINE_VERSION)) {
        throw new BinderException("the engine is " + version + ", not " + ENGINE_VERSION, null);
      }
    } catch (SQLException e) {
      throw new BinderException("the engine cannot be opened for binding", e);
    }
  }

  private void clock(String catalog, long micros) throws SQLException {
    try (OpenStatement statement = OpenStatement.on(root)) {
      statement.execute(AdminStatement.of("ATTACH ':memory:' AS {}", Sql.name(catalog)));
      statement.execute(AdminStatement.of("USE {}", Sql.name(catalog)));
      for (AdminStatement macro : ClockMacros.statements(micros)) {
        statement.execute(macro);
      }
      statement.execute(AdminStatement.of("USE memory"));
    }
  }

  private BindingSession session(String clock) throws SQLException {
    DuckDBConnection connection = root.duplicate();
    Sql path = Sql.of("{}.main,{}.main", Sql.name(StubCatalog.CATALOG), Sql.name(clock));
    OpenStatement.run(
        connection,
        AdminStatement.of("SET search_path = {}", Sql.text(path.text())),
        // Bound plans are wanted as they are; what is left to optimise are our own questions.
        AdminStatement.of("PRAGMA disable_optimizer"));
    return new BindingSession(connection, this);
  }

  /** One for each thread that binds. */
  public List<BindingSession> sessions() {
    return List.copyOf(sessions);
  }

  BindOutcome bindByOtherClock(String text) {
    synchronized (otherClock) {
      return otherClock.plan(text);
    }
  }

  /** What stands for a table. */
  private static final class Stub {
    private String name = "";
    private TableSchema schema = new TableSchema(List.of());
    private boolean hidden;
    private String view = "";
    private int generation;

    private AdminStatement drop() {
      return view.isEmpty()
          ? StubCatalog.drop(schemaOf(name), tableOf(name), hidden)
          : StubCatalog.dropView(schemaOf(name), tableOf(name));
    }
  }

  /** Sees to it that an empty table of this name and these columns is there. */
  void ensureStub(OpenStatement statement, String name, TableSchema schema, boolean hideRowids)
      throws SQLException {
    Stub stub = stubs.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new Stub());
    synchronized (stub) {
      boolean exists = !stub.name.isEmpty();
      if (exists
          && stub.name.equals(name)
          && stub.view.isEmpty()
          && stub.schema.equals(schema)
          && (stub.hidden || !hideRowids)) {
        return;
      }
      List<AdminStatement> statements = new ArrayList<>();
      if (exists) {
        statements.add(stub.drop());
        stub.name = "";
        replaced.incrementAndGet();
      }
      createSchema(statement, schemaOf(name));
      statements.add(
          hideRowids
              ? StubCatalog.hidden(schemaOf(name), tableOf(name), schema)
              : StubCatalog.bare(schemaOf(name), tableOf(name), schema));
      statement.execute(AdminStatement.all(statements));
      stub.name = name;
      stub.schema = schema;
      stub.hidden = hideRowids;
      stub.view = "";
    }
  }

  /**
   * Sees to it that the name means this query. A view remembers the columns of what it reads, so it
   * is made anew after any of them may have changed.
   */
  void ensureView(OpenStatement statement, SqlMacro view) throws SQLException {
    String name = view.name();
    Stub stub = stubs.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new Stub());
    synchronized (stub) {
      int generation = replaced.get();
      boolean exists = !stub.name.isEmpty();
      boolean same = stub.name.equals(name) && stub.view.equals(view.definition());
      if (exists && same && stub.generation == generation) {
        return;
      }
      List<AdminStatement> statements = new ArrayList<>();
      ReadOnlyQuery query = query(statement, view);
      if (exists && !same) {
        statements.add(stub.drop());
        stub.name = "";
        generation = replaced.incrementAndGet();
      }
      createSchema(statement, schemaOf(name));
      statements.add(StubCatalog.view(schemaOf(name), tableOf(name), query));
      statement.execute(AdminStatement.all(statements));
      stub.name = name;
      stub.view = view.definition();
      stub.generation = generation;
    }
  }

  private static ReadOnlyQuery query(OpenStatement statement, SqlMacro view) throws SQLException {
    return ReadOnlyQuery.of(ViewParameters.marked(view.definition()), statement::query)
        .orElseThrow(() -> new BinderException(view.name() + " is not one query", null));
  }

  /** Sees to it that calls of the name mean this function. */
  void ensureMacro(OpenStatement statement, SqlMacro macro) throws SQLException {
    synchronized (macros) {
      String name = macro.name().toLowerCase(Locale.ROOT);
      if (!macro.equals(macros.get(name))) {
        statement.execute(macro.create(StubCatalog.functions()));
        macros.put(name, macro);
      }
    }
  }

  /** Takes all functions away again that were declared: another project has others. */
  public void forgetMacros() {
    synchronized (macros) {
      try (OpenStatement statement = OpenStatement.on(root)) {
        for (SqlMacro macro : macros.values()) {
          statement.execute(macro.drop(StubCatalog.functions()));
        }
        macros.clear();
      } catch (SQLException e) {
        throw new BinderException("a function cannot be taken away", e);
      }
    }
  }

  private void createSchema(OpenStatement statement, String schema) throws SQLException {
    synchronized (schemas) {
      if (schemas.put(schema, true) == null) {
        statement.execute(StubCatalog.createSchema(schema));
      }
    }
  }

  private static String schemaOf(String name) {
    return name.substring(0, name.indexOf('.'));
  }

  private static String tableOf(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  @Override
  public void close() {
    try {
      for (BindingSession session : sessions) {
        session.close();
      }
      otherClock.close();
      root.close();
    } catch (SQLException e) {
      throw new BinderException("the engine cannot be closed", e);
    }
  }
}

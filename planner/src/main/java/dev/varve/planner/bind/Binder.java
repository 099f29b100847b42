package dev.varve.planner.bind;

import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.types.SqlNames;
import dev.varve.planner.types.TableSchema;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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
  public static final List<String> LANGUAGE =
      List.of(
          "default_null_order = 'nulls_last'",
          "default_order = 'ascending'",
          "default_collation = ''",
          "integer_division = false",
          "ieee_floating_point_ops = true",
          "error_on_division_by_zero = true",
          "scalar_subquery_error_on_multiple_rows = true",
          "order_by_non_integer_literal = false",
          "regex_match_operator_semantics = 'partial'",
          "disable_timestamptz_casts = false",
          "preserve_identifier_case = 'preserve_case'",
          "Calendar = 'gregorian'");

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
      try (Statement statement = root.createStatement()) {
        for (String setting : LANGUAGE) {
          statement.execute("SET GLOBAL " + setting);
        }
        statement.execute("SET GLOBAL TimeZone = " + SqlNames.literal(timezone));
        // A function's body is bound when it is declared, and what is wrong has a place in it.
        statement.execute("SET GLOBAL errors_as_json = true");
        statement.execute("ATTACH ':memory:' AS " + SqlNames.quote(StubCatalog.CATALOG));
        for (String schema : StubCatalog.schemas()) {
          statement.execute(schema);
        }
      }
      clock("varve clock", ClockMacros.SENTINEL);
      clock("varve other clock", ClockMacros.OTHER_SENTINEL);
      for (int i = 0; i < sessionCount; i++) {
        sessions.add(session("varve clock"));
      }
      otherClock = session("varve other clock");
      try (Statement statement = root.createStatement()) {
        statement.execute("SET lock_configuration = true");
      }
      String version = root.getMetaData().getDatabaseProductVersion();
      if (!version.equals(ENGINE_VERSION)) {
        throw new BinderException("the engine is " + version + ", not " + ENGINE_VERSION, null);
      }
    } catch (SQLException e) {
      throw new BinderException("the engine cannot be opened for binding", e);
    }
  }

  private void clock(String catalog, long micros) throws SQLException {
    try (Statement statement = root.createStatement()) {
      statement.execute("ATTACH ':memory:' AS " + SqlNames.quote(catalog));
      statement.execute("USE " + SqlNames.quote(catalog));
      for (String macro : ClockMacros.statements(micros)) {
        statement.execute(macro);
      }
      statement.execute("USE memory");
    }
  }

  private BindingSession session(String clock) throws SQLException {
    DuckDBConnection connection = root.duplicate();
    try (Statement statement = connection.createStatement()) {
      String path =
          SqlNames.quote(StubCatalog.CATALOG) + ".main," + SqlNames.quote(clock) + ".main";
      statement.execute("SET search_path = " + SqlNames.literal(path));
      // Bound plans are wanted as they are; what is left to optimise are our own one-line queries.
      statement.execute("PRAGMA disable_optimizer");
    }
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

    private String drop() {
      return view.isEmpty()
          ? StubCatalog.drop(schemaOf(name), tableOf(name), hidden)
          : StubCatalog.dropView(schemaOf(name), tableOf(name));
    }
  }

  /** Sees to it that an empty table of this name and these columns is there. */
  void ensureStub(Statement statement, String name, TableSchema schema, boolean hideRowids)
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
      StringBuilder sql = new StringBuilder();
      if (exists) {
        sql.append(stub.drop()).append(';');
        stub.name = "";
        replaced.incrementAndGet();
      }
      createSchema(statement, schemaOf(name));
      sql.append(
          hideRowids
              ? StubCatalog.hidden(schemaOf(name), tableOf(name), schema)
              : StubCatalog.bare(schemaOf(name), tableOf(name), schema));
      statement.execute(sql.toString());
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
  void ensureView(Statement statement, SqlMacro view) throws SQLException {
    String name = view.name();
    Stub stub = stubs.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new Stub());
    synchronized (stub) {
      int generation = replaced.get();
      boolean exists = !stub.name.isEmpty();
      boolean same = stub.name.equals(name) && stub.view.equals(view.definition());
      if (exists && same && stub.generation == generation) {
        return;
      }
      StringBuilder sql = new StringBuilder();
      if (exists && !same) {
        sql.append(stub.drop()).append(';');
        stub.name = "";
        generation = replaced.incrementAndGet();
      }
      createSchema(statement, schemaOf(name));
      sql.append(
          StubCatalog.view(
              schemaOf(name), tableOf(name), ViewParameters.marked(view.definition())));
      statement.execute(sql.toString());
      stub.name = name;
      stub.view = view.definition();
      stub.generation = generation;
    }
  }

  /** Sees to it that calls of the name mean this function. */
  void ensureMacro(Statement statement, SqlMacro macro) throws SQLException {
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
      try (Statement statement = root.createStatement()) {
        for (SqlMacro macro : macros.values()) {
          statement.execute(macro.drop(StubCatalog.functions()));
        }
        macros.clear();
      } catch (SQLException e) {
        throw new BinderException("a function cannot be taken away", e);
      }
    }
  }

  private void createSchema(Statement statement, String schema) throws SQLException {
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

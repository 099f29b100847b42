package dev.varve.planner.bind;

import dev.varve.planner.bind.BindOutcome.Bound;
import dev.varve.planner.bind.BoundQuery.BoundColumn;
import dev.varve.planner.bind.statement.OpenStatement;
import dev.varve.planner.bind.statement.ReadOnlyQuery;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.TableSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A connection that parses and binds texts; for one thread at a time. */
public final class BindingSession {
  private static final Sql COMPACT =
      Sql.of("skip_null := true, skip_empty := true, skip_default := true");

  private final Connection connection;
  private final Binder binder;
  private final PreparedStatement parse;
  private final PreparedStatement plan;

  BindingSession(Connection connection, Binder binder) throws SQLException {
    this.connection = connection;
    this.binder = binder;
    this.parse =
        OpenStatement.prepare(
            connection,
            ServiceStatement.of(
                "SELECT json_serialize_sql(t, {}) FROM (SELECT unnest(?::VARCHAR[]) AS t)",
                COMPACT));
    this.plan =
        OpenStatement.prepare(
            connection, ServiceStatement.of("SELECT json_serialize_plan(?, {})", COMPACT));
  }

  /** Says what a text reads, without knowing its tables. */
  public ParsedQuery parse(String text) {
    return parse(List.of(text)).get(0);
  }

  /** The same of several texts, in their order; cheaper than one by one. */
  public List<ParsedQuery> parse(List<String> texts) {
    List<ParsedQuery> parsed = new ArrayList<>(texts.size());
    try {
      parse.setObject(1, connection.createArrayOf("VARCHAR", texts.toArray()));
      try (ResultSet answers = parse.executeQuery()) {
        while (answers.next()) {
          parsed.add(QueryParser.read(FieldReader.object(Json.parse(answers.getString(1)))));
        }
      }
    } catch (SQLException e) {
      throw new BinderException("the engine cannot parse a query", e);
    }
    if (parsed.size() != texts.size()) {
      throw new BinderException("the engine parsed other texts than it was given", null);
    }
    return parsed;
  }

  /** Sees to it that an empty table of this name and these columns is there to bind against. */
  public void declare(String table, TableSchema schema, String forText) {
    boolean mayAskForRowid = forText.toLowerCase(Locale.ROOT).contains("rowid");
    try (OpenStatement statement = OpenStatement.on(connection)) {
      binder.ensureStub(statement, table, schema, mayAskForRowid);
    } catch (SQLException e) {
      throw new BinderException("the columns of " + table + " cannot be declared", e);
    }
  }

  /**
   * Sees to it that calls of a function's name mean it, or that a view's name means its query.
   *
   * @return what is wrong with it, at a place in its definition
   */
  public Optional<Complaint> declare(SqlMacro macro) {
    try (OpenStatement statement = OpenStatement.on(connection)) {
      if (macro.view()) {
        binder.ensureView(statement, macro);
      } else {
        binder.ensureMacro(statement, macro);
      }
      return Optional.empty();
    } catch (SQLException e) {
      String message = e.getMessage();
      if (!message.contains("{")) {
        throw new BinderException(macro.name() + " cannot be declared", e);
      }
      // In a view names have been completed, so that places in it are not those of the text.
      int before =
          macro.view()
              ? Integer.MAX_VALUE
              : macro.create(StubCatalog.functions()).text().length() - macro.definition().length();
      Json error = Json.parse(message.substring(message.indexOf('{')));
      return Optional.of(EngineErrors.read(FieldReader.object(error), before));
    }
  }

  /** Binds a text whose tables are declared. */
  public BindOutcome bind(String text, ParsedQuery parsed) {
    BindOutcome outcome = plan(text);
    if (parsed.clock().isEmpty() || !(outcome instanceof Bound bound)) {
      return outcome;
    }
    // A value of the clock that the binder computed stands in the plan as a plain number, and
    // another text may give the same one; it shows by coming out differently at another time.
    boolean faithful = outcome.equals(binder.bindByOtherClock(text));
    BoundQuery query = bound.query();
    return new Bound(new BoundQuery(query.plan(), query.columns(), faithful, query.collision()));
  }

  BindOutcome plan(String text) {
    String answer;
    try {
      plan.setString(1, PlanReader.wrapped(text));
      try (ResultSet result = plan.executeQuery()) {
        result.next();
        answer = result.getString(1);
      }
    } catch (SQLException e) {
      throw new BinderException("the engine cannot bind a query", e);
    }
    return answer.isEmpty() ? undescribed(text) : PlanReader.read(Json.parse(answer));
  }

  /**
   * A constant of type BIT makes the engine's description of a plan come out empty. Then the text
   * is all that is known of it.
   */
  private BindOutcome undescribed(String text) {
    try (PreparedStatement statement =
        OpenStatement.prepare(
            connection, ServiceStatement.of("FROM ({})", Sql.query(query(text))))) {
      ResultSetMetaData output = statement.getMetaData();
      List<BoundColumn> columns = new ArrayList<>();
      for (int i = 1; i <= output.getColumnCount(); i++) {
        columns.add(
            new BoundColumn(
                output.getColumnName(i), EngineType.parse(output.getColumnTypeName(i))));
      }
      Node plan = new OpaqueNode(OpaqueNode.TEXT, text, List.of());
      return new Bound(new BoundQuery(plan, columns, true, Optional.empty()));
    } catch (SQLException e) {
      throw new BinderException("a query that the engine cannot describe cannot be prepared", e);
    }
  }

  /** The output's names as the text gives them, before the engine makes them distinct. */
  public List<String> writtenNames(String text) {
    try (PreparedStatement statement = OpenStatement.prepare(connection, query(text))) {
      ResultSetMetaData columns = statement.getMetaData();
      List<String> names = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        names.add(columns.getColumnName(i));
      }
      return names;
    } catch (SQLException e) {
      throw new BinderException("a text that was bound cannot be prepared", e);
    }
  }

  private ReadOnlyQuery query(String text) throws SQLException {
    return ReadOnlyQuery.of(
            text, (question, answer) -> OpenStatement.ask(connection, question, answer))
        .orElseThrow(() -> new BinderException("a text that was bound is not one query", null));
  }

  void close() throws SQLException {
    parse.close();
    plan.close();
    connection.close();
  }
}

package dev.varve.planner.testing;

import dev.varve.planner.bind.BindOutcome;
import dev.varve.planner.bind.BindOutcome.Bound;
import dev.varve.planner.bind.Binder;
import dev.varve.planner.bind.BindingSession;
import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.bind.ParsedQuery;
import dev.varve.planner.types.TableSchema;
import java.util.Map;

/** Binds texts over fixed tables, for tests of what comes after binding. */
public final class TestBinder {
  private static final Binder BINDER = new Binder("UTC", 1);

  private TestBinder() {}

  /** The bound form of a text that must be valid. */
  public static BoundQuery bind(String sql, Map<String, TableSchema> tables) {
    BindOutcome outcome = outcome(sql, tables);
    if (outcome instanceof Bound bound) {
      return bound.query();
    }
    throw new AssertionError(sql + ": " + outcome);
  }

  /** What comes of binding a text. */
  public static BindOutcome outcome(String sql, Map<String, TableSchema> tables) {
    BindingSession session = BINDER.sessions().get(0);
    synchronized (session) {
      ParsedQuery parsed = session.parse(sql);
      if (!parsed.complaints().isEmpty()) {
        return new BindOutcome.Refused(parsed.complaints());
      }
      tables.forEach((name, schema) -> session.declare(name, schema, sql));
      return session.bind(sql, parsed);
    }
  }
}

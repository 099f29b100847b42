package dev.varve.planner.testing;

import dev.varve.planner.bind.BindOutcome;
import dev.varve.planner.bind.BindOutcome.Bound;
import dev.varve.planner.bind.Binder;
import dev.varve.planner.bind.BindingSession;
import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.bind.ParsedQuery;
import dev.varve.planner.classify.Classification;
import dev.varve.planner.classify.Classifier;
import dev.varve.planner.classify.OutputOrders;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.evidence.Definition;
import dev.varve.planner.facts.Facts;
import dev.varve.planner.normalize.Normalizer;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.types.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** What a text computes over fixed tables, as of a model. */
  public static Definition definition(String sql, Map<String, TableSchema> tables) {
    return definition(sql, bind(sql, tables), tables);
  }

  /** The same of a text that is bound. */
  public static Definition definition(
      String sql, BoundQuery query, Map<String, TableSchema> tables) {
    return definition(sql, query, tables, Facts.NONE);
  }

  /** The same where something is known of the tables' rows. */
  public static Definition definition(
      String sql, BoundQuery query, Map<String, TableSchema> tables, Facts facts) {
    Node plan = facts.on(query.plan());
    Classification found = Classifier.of(plan);
    List<OutputOrders.Output> columns =
        query.columns().stream()
            .map(column -> new OutputOrders.Output(column.name(), column.type()))
            .toList();
    Node normal = Normalizer.normalize(plan, found.resultClass());
    return new Definition(
        sql,
        plan,
        PlanEncoding.identify(normal).fingerprint(),
        found.resultClass(),
        found.doubts(),
        columns,
        OutputOrders.choose(plan, columns, List.of()),
        new TreeMap<>(),
        read(query.plan(), tables),
        List.of(),
        facts);
  }

  private static SortedMap<String, TableSchema> read(Node plan, Map<String, TableSchema> tables) {
    TreeMap<String, TableSchema> read = new TreeMap<>();
    if (plan instanceof OpaqueNode) {
      read.putAll(tables);
    }
    if (plan instanceof Scan scan) {
      read.put(scan.table(), tables.get(scan.table()));
    }
    plan.inputs().forEach(input -> read.putAll(read(input, tables)));
    return read;
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

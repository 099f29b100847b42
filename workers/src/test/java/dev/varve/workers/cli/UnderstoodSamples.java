package dev.varve.workers.cli;

import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.ExplainReport.Ingredient;
import dev.varve.activities.plan.ExplainReport.Input;
import dev.varve.activities.plan.ExplainReport.Operator;
import dev.varve.activities.plan.ExplainReport.Order;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.LineageReport.Edge;
import dev.varve.activities.plan.LineageReport.Point;
import dev.varve.activities.plan.LineageReport.SourceUse;
import dev.varve.activities.plan.LineageReport.Table;
import dev.varve.activities.plan.PlanReason;
import dev.varve.activities.plan.PlannedColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A lineage in both directions and an explanation that the tests of several outputs share. */
final class UnderstoodSamples {
  private static final Table RAW =
      new Table(
          "raw.orders",
          "source",
          Optional.empty(),
          List.of(
              new PlannedColumn("id", "BIGINT"),
              new PlannedColumn("amount", "INTEGER"),
              new PlannedColumn("status", "VARCHAR"),
              new PlannedColumn("note", "VARCHAR")),
          List.of());

  private static final Table STAGING =
      new Table(
          "staging.orders",
          "model",
          Optional.of("models/staging/orders.sql"),
          List.of(new PlannedColumn("id", "BIGINT"), new PlannedColumn("amount", "BIGINT")),
          List.of());

  private static final List<Edge> STAGED =
      List.of(
          new Edge(
              of("raw.orders", "id"), of("staging.orders", "id"), Optional.of("copied"), List.of()),
          new Edge(
              of("raw.orders", "amount"),
              of("staging.orders", "amount"),
              Optional.of("computed"),
              List.of("condition")),
          new Edge(rows("raw.orders"), rows("staging.orders"), Optional.empty(), List.of("rows")),
          new Edge(
              of("raw.orders", "status"),
              rows("staging.orders"),
              Optional.empty(),
              List.of("filter")));

  private UnderstoodSamples() {}

  static Point of(String table, String column) {
    return new Point(table, Optional.of(column));
  }

  static Point rows(String table) {
    return new Point(table, Optional.empty());
  }

  /** Of a mart that counts and sums what a staging model filters. */
  static LineageReport up() {
    Table marts =
        new Table(
            "marts.revenue",
            "model",
            Optional.of("models/marts/revenue.sql"),
            List.of(
                new PlannedColumn("orders", "BIGINT"),
                new PlannedColumn("revenue", "DECIMAL(38,0)"),
                new PlannedColumn("currency", "VARCHAR")),
            List.of("LOGICAL_SAMPLE"));
    List<Edge> edges =
        new ArrayList<>(
            List.of(
                new Edge(
                    rows("staging.orders"),
                    of("marts.revenue", "orders"),
                    Optional.of("aggregated"),
                    List.of()),
                new Edge(
                    of("staging.orders", "amount"),
                    of("marts.revenue", "revenue"),
                    Optional.of("aggregated"),
                    List.of()),
                new Edge(
                    rows("staging.orders"),
                    rows("marts.revenue"),
                    Optional.empty(),
                    List.of("rows")),
                new Edge(
                    of("staging.orders", "id"),
                    rows("marts.revenue"),
                    Optional.empty(),
                    List.of("filter", "join"))));
    edges.addAll(STAGED);
    return new LineageReport(
        1,
        "shop",
        "marts.revenue",
        Optional.empty(),
        "up",
        List.of(marts, STAGING, RAW),
        edges,
        List.of(
            new SourceUse(
                "raw.orders",
                List.of("id", "amount", "status"),
                List.of("id", "amount", "status", "note"),
                List.of("id", "amount", "status", "note"))),
        List.of());
  }

  /** Of a source of which one column is read by nothing. */
  static LineageReport down() {
    return new LineageReport(
        1,
        "shop",
        "raw.orders",
        Optional.empty(),
        "down",
        List.of(RAW, STAGING),
        STAGED,
        List.of(),
        List.of(Samples.UNKNOWN_TABLE));
  }

  static ExplainReport explained() {
    String fingerprint = "3fa2b1c0d4e5f607".repeat(4);
    return new ExplainReport(
        1,
        "shop",
        "dev",
        "marts.revenue",
        "models/marts/revenue.sql",
        "rebuild",
        new PlanReason("QUERY_CHANGED", "the query changed", List.of("plan")),
        fingerprint,
        List.of("the clock's date"),
        "algebra",
        List.of(),
        "order-sensitive",
        List.of("sum() over DOUBLE rounds by the order of the rows."),
        List.of("sum() over DOUBLE rounds by the order of the rows."),
        new Order("STABLE", List.of("\"revenue\" ASC NULLS LAST"), "All columns."),
        List.of(new PlannedColumn("revenue", "DOUBLE")),
        List.of(
            new Input("raw.rates", "source", List.of(), false, true),
            new Input("staging.orders", "model", List.of("amount"), true, true)),
        List.of(
            new Operator(
                0,
                "aggregate by (): sum(amount#0)",
                fingerprint,
                Optional.of("order-sensitive"),
                List.of("sum() over DOUBLE rounds by the order of the rows.")),
            new Operator(
                1, "scan staging.orders (amount)", fingerprint, Optional.of("exact"), List.of())),
        List.of(
            new Operator(
                0, "aggregate by (): sum(amount#0)", fingerprint, Optional.empty(), List.of()),
            new Operator(
                1, "scan staging.orders (amount)", fingerprint, Optional.empty(), List.of())),
        new ExplainReport.Key(
            Optional.empty(),
            List.of(
                new Ingredient("query", "plan", Optional.of(fingerprint), ""),
                new Ingredient("order", "order by", Optional.of(""), ""),
                new Ingredient(
                    "column",
                    "staging.orders.*",
                    Optional.empty(),
                    "staging.orders is to be built first"))),
        List.of(),
        List.of("engine v2.0.0", "functions 1"));
  }
}

package dev.varve.workers.cli;

import dev.varve.activities.plan.PlanProblem;
import dev.varve.activities.plan.PlanReason;
import dev.varve.activities.plan.PlanReport;
import dev.varve.activities.plan.PlannedColumn;
import dev.varve.activities.plan.PlannedModel;
import dev.varve.workers.TableView;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Failure;
import dev.varve.workflows.Reason;
import dev.varve.workflows.RunningUnit;
import dev.varve.workflows.StepReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One plan, build and table that the tests of several outputs share. */
final class Samples {
  static final PlanProblem UNKNOWN_TABLE =
      new PlanProblem(
          "TABLE_NOT_FOUND",
          "There is no table staging.order.",
          Optional.of("models/marts/margin.sql"),
          4,
          6,
          "Did you mean staging.orders?",
          Optional.of("marts.margin"));

  private Samples() {}

  /** A plan without an error, in which one source has changed. */
  static PlanReport plan() {
    return new PlanReport(
        1,
        "shop",
        "dev",
        List.of(
            model("staging.customers", "skip", "UNCHANGED", "nothing changed", List.of()),
            model(
                "staging.orders",
                "rebuild",
                "SOURCE_CHANGED",
                "source raw.orders has 1 new file",
                List.of("data/orders/2026-03.csv")),
            waiting("marts.revenue", "input staging.orders will change")),
        List.of());
  }

  /** The same with a model that cannot be understood. */
  static PlanReport planWithError() {
    PlannedModel wrong =
        new PlannedModel(
            "marts.margin",
            "fail",
            new PlanReason("TABLE_NOT_FOUND", "There is no table staging.order.", List.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of(UNKNOWN_TABLE));
    List<PlannedModel> models = new java.util.ArrayList<>(plan().models());
    models.add(wrong);
    return new PlanReport(1, "shop", "dev", models, List.of(UNKNOWN_TABLE));
  }

  static PlanReport upToDate(int models) {
    return new PlanReport(
        1,
        "shop",
        "dev",
        java.util.stream.IntStream.range(0, models)
            .mapToObj(i -> model("main.m" + i, "skip", "UNCHANGED", "nothing changed", List.of()))
            .toList(),
        List.of());
  }

  private static PlannedModel model(
      String name, String decision, String code, String reason, List<String> changed) {
    return new PlannedModel(
        name,
        decision,
        new PlanReason(code, reason, changed),
        Optional.of("3fa2b1c0d4e5"),
        Optional.of("91ab0d3e5f60"),
        Optional.of("algebra"),
        Optional.of("NONE"),
        List.of("raw.orders"),
        List.of(
            new PlannedColumn("order_id", "BIGINT"), new PlannedColumn("amount", "DECIMAL(10,2)")),
        Optional.empty());
  }

  private static PlannedModel waiting(String name, String reason) {
    return new PlannedModel(
        name,
        "rebuild",
        new PlanReason("INPUT_WILL_CHANGE", reason, List.of()),
        Optional.empty(),
        Optional.of("5d60aa12bb34"),
        Optional.of("native"),
        Optional.of("ROW_MULTIPLYING"),
        List.of("staging.orders"),
        List.of(new PlannedColumn("revenue", "DECIMAL(38,2)")),
        Optional.empty());
  }

  static BuildResult built() {
    return result(
        BuildResult.DONE,
        new Counts(1, 1, 1, 0, 0, 0, 0),
        List.of(
            step("staging.customers", "skip", "UNCHANGED", "nothing changed", 22L, 900L, 0L),
            step(
                "staging.orders",
                "rebuild",
                "SOURCE_CHANGED",
                "source raw.orders has 1 new file",
                1_204_112L,
                20_469_904L,
                2310L),
            step("marts.revenue", "reuse", "IN_STORE", "was built before", 365L, 6205L, 14L)));
  }

  static BuildResult failed() {
    return result(
        BuildResult.FAILED,
        new Counts(1, 0, 0, 1, 1, 0, 0),
        List.of(
            step("staging.customers", "skip", "UNCHANGED", "nothing changed", 22L, 900L, 0L),
            failedStep("marts.margin", "DIVISION_BY_ZERO", "amount / cost divides by zero."),
            new StepReport(
                "marts.board",
                "blocked",
                new Reason("INPUT_FAILED", "input marts.margin failed", List.of("marts.margin")),
                null,
                null,
                null,
                null,
                null,
                null)));
  }

  static StepReport failedStep(String model, String code, String message) {
    return new StepReport(
        model,
        "fail",
        new Reason("INPUT_CHANGED", "input staging.orders was rebuilt", List.of()),
        "91ab0d3e5f60",
        null,
        null,
        810L,
        new Failure(code, message, "Use amount / nullif(cost, 0)."),
        "2026-11-21T06:26:01Z");
  }

  static BuildResult result(String outcome, Counts counts, List<StepReport> steps) {
    return new BuildResult(
        1,
        outcome,
        "20261121-062600-7f3a",
        "shop",
        "dev",
        "2026-11-21T06:26:00Z",
        counts,
        steps,
        "/projects/shop/warehouse/_varve/environments/dev/12.json",
        0,
        "/projects/shop/warehouse/_varve/runs/20261121-062600-7f3a/report.html");
  }

  private static StepReport step(
      String model, String decision, String code, String reason, Long rows, Long bytes, Long took) {
    return new StepReport(
        model,
        decision,
        new Reason(code, reason, List.of()),
        "3fa2b1c0d4e5",
        rows,
        bytes,
        took,
        null,
        "2026-11-21T06:26:01Z");
  }

  static BuildProgress progress(String phase, int done, int units, List<String> failures) {
    return new BuildProgress(
        phase,
        "20261121-062600-7f3a",
        "shop",
        "dev",
        "2026-11-21T06:26:00Z",
        new Counts(0, 0, done, failures.size(), 0, 0, 0),
        units,
        units,
        done,
        units == 0
            ? List.of()
            : List.of(
                new RunningUnit(
                    done, "marts.revenue 3fa2b1c0d4e5", "execute", "2026-11-21T06:26:01Z", 1)),
        0,
        failures,
        false,
        "",
        "",
        "");
  }

  static TableView table() {
    return new TableView(
        "shop",
        "dev",
        "marts.revenue",
        Path.of("/projects/shop/warehouse/tables/dev/marts/revenue"),
        3,
        365,
        6205,
        List.of(
            new PlannedColumn("region", "VARCHAR"), new PlannedColumn("revenue", "DECIMAL(38,2)")),
        List.of(
            List.of(Optional.of("東京"), Optional.of("1200.00")),
            List.of(Optional.of("a\nb\u001b[31m"), Optional.of("7.50")),
            List.of(Optional.empty(), Optional.empty())));
  }
}

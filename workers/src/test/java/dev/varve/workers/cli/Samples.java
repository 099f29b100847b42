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
          "UNKNOWN_TABLE",
          "There is no table staging.order.",
          Optional.of("models/marts/margin.sql"),
          4,
          6,
          "Did you mean staging.orders? Tables are the sources in varve.yaml and the models, each by"
              + " schema and name.",
          Optional.of("marts.margin"));

  private static final String KEY = "3fa2b1c0d4e5f607".repeat(4);
  private static final String FINGERPRINT = "91ab0d3e5f607182".repeat(4);
  private static final String UP_TO_DATE = "nothing that it depends on changed";

  private Samples() {}

  /** A plan without an error, in which one source has changed. */
  static PlanReport plan() {
    return new PlanReport(
        1,
        "shop",
        "dev",
        List.of(
            model("staging.customers", "skip", "UP_TO_DATE", UP_TO_DATE, List.of()),
            model(
                "staging.orders",
                "rebuild",
                "SOURCE_CHANGED",
                "source raw.orders has 1 new file",
                List.of("raw.orders")),
            waiting("marts.revenue")),
        List.of());
  }

  /** A plan of one model, of whose input some columns have changed. */
  static PlanReport planWithChangedColumns() {
    return new PlanReport(
        1,
        "shop",
        "dev",
        List.of(
            model(
                "marts.days",
                "rebuild",
                "INPUT_CHANGED",
                "in staging.orders changed amount, day",
                List.of("staging.orders.amount", "staging.orders.day"))),
        List.of());
  }

  /** The same as {@link #plan} with a model that cannot be understood. */
  static PlanReport planWithError() {
    PlannedModel wrong =
        new PlannedModel(
            "marts.margin",
            "fail",
            new PlanReason("INVALID", "There is no table staging.order.", List.of()),
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
            .mapToObj(i -> model("main.m" + i, "skip", "UP_TO_DATE", UP_TO_DATE, List.of()))
            .toList(),
        List.of());
  }

  private static PlannedModel model(
      String name, String decision, String code, String reason, List<String> changed) {
    return new PlannedModel(
        name,
        decision,
        new PlanReason(code, reason, changed),
        Optional.of(KEY),
        Optional.of(FINGERPRINT),
        Optional.of("algebra"),
        Optional.of("NONE"),
        List.of("raw" + name.substring(name.indexOf('.'))),
        List.of(
            new PlannedColumn("order_id", "BIGINT"), new PlannedColumn("amount", "DECIMAL(10,2)")),
        Optional.empty());
  }

  private static PlannedModel waiting(String name) {
    return new PlannedModel(
        name,
        "rebuild",
        new PlanReason(
            "INPUT_WILL_CHANGE",
            "the query changed; staging.orders is being rebuilt",
            List.of("staging.orders")),
        Optional.empty(),
        Optional.of(FINGERPRINT),
        Optional.of("native"),
        Optional.of("CHANGED"),
        List.of("staging.orders"),
        List.of(new PlannedColumn("revenue", "DECIMAL(38,2)")),
        Optional.empty());
  }

  static BuildResult built() {
    return result(
        BuildResult.DONE,
        new Counts(1, 1, 1, 0, 0, 0, 0),
        List.of(
            step("staging.customers", "skip", "UP_TO_DATE", UP_TO_DATE, 22L, 900L, 0L),
            step(
                "staging.orders",
                "rebuild",
                "SOURCE_CHANGED",
                "source raw.orders has 1 new file",
                1_204_112L,
                20_469_904L,
                2310L),
            step(
                "marts.revenue",
                "reuse",
                "IN_STORE",
                "the query changed, and the store has the result",
                365L,
                6205L,
                14L)));
  }

  static BuildResult failed() {
    return result(
        BuildResult.FAILED,
        new Counts(1, 0, 0, 1, 1, 0, 0),
        List.of(
            step("staging.customers", "skip", "UP_TO_DATE", UP_TO_DATE, 22L, 900L, 0L),
            failedStep("marts.margin", "QUERY_FAILED", "Could not convert string 'n/a' to INT32."),
            new StepReport(
                "marts.board",
                "blocked",
                new Reason("INPUT_FAILED", "marts.margin was not built", List.of("marts.margin")),
                null,
                null,
                null,
                0L,
                null,
                null)));
  }

  static StepReport failedStep(String model, String code, String message) {
    return new StepReport(
        model,
        "fail",
        new Reason("EXECUTION_FAILED", message, List.of()),
        null,
        null,
        null,
        810L,
        new Failure(
            code, message, "Use TRY_CAST where a value may not convert, or filter such rows out."),
        "2026-11-21T06:26:01Z");
  }

  static BuildResult result(String outcome, Counts counts, List<StepReport> steps) {
    return new BuildResult(
        1,
        outcome,
        "20261121-062600-7f3a91c2",
        "shop",
        "dev",
        "2026-11-21T06:26:00Z",
        counts,
        steps,
        "dev/12",
        0,
        "/projects/shop/warehouse/_varve/runs/20261121-062600-7f3a91c2/report.html");
  }

  private static StepReport step(
      String model, String decision, String code, String reason, Long rows, Long bytes, Long took) {
    return new StepReport(
        model,
        decision,
        new Reason(code, reason, List.of()),
        KEY,
        rows,
        bytes,
        took,
        null,
        "2026-11-21T06:26:01Z");
  }

  static BuildProgress progress(String phase, int done, int units, List<String> failures) {
    return new BuildProgress(
        phase,
        "20261121-062600-7f3a91c2",
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

package dev.varve.workers.cli;

import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.ExportedModel;
import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.PlanReport;
import dev.varve.workers.RunningBuild;
import dev.varve.workers.TableView;
import dev.varve.workers.Varve;
import dev.varve.workers.VarveException;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A project whose answers are given beforehand, and which remembers what it was asked. */
final class FakeVarve implements Varve {
  final List<BuildRequest> requests = new ArrayList<>();
  final Deque<BuildProgress> progress = new ArrayDeque<>();
  Optional<PlanReport> plan = Optional.empty();
  Optional<FunctionReport> functions = Optional.empty();
  Optional<BuildResult> result = Optional.empty();
  Optional<TableView> table = Optional.empty();
  Optional<LineageReport> lineage = Optional.empty();
  Optional<DiffReport> diff = Optional.empty();
  Optional<ExplainReport> explained = Optional.empty();
  final List<ExportedModel> exported = new ArrayList<>();
  Optional<VarveException> failure = Optional.empty();
  Runnable duringBuild = () -> {};
  String shown = "";
  volatile boolean cancelled;
  boolean closed;

  @Override
  public BuildRequest request(String environment) {
    return BuildRequest.of("/projects/shop", environment);
  }

  @Override
  public PlanReport plan(BuildRequest request) {
    requests.add(request);
    failure.ifPresent(FakeVarve::fail);
    return plan.orElseThrow();
  }

  @Override
  public RunningBuild start(BuildRequest request) {
    requests.add(request);
    failure.ifPresent(FakeVarve::fail);
    return new FakeBuild();
  }

  @Override
  public FunctionReport functions() {
    failure.ifPresent(FakeVarve::fail);
    return functions.orElseThrow();
  }

  @Override
  public TableView show(String model, String environment, int rows) {
    shown = model + " in " + environment + ", " + rows + " rows";
    failure.ifPresent(FakeVarve::fail);
    return table.orElseThrow();
  }

  @Override
  public LineageReport lineage(String target, boolean down) {
    shown = target + (down ? " down" : " up");
    failure.ifPresent(FakeVarve::fail);
    return lineage.orElseThrow();
  }

  @Override
  public ExplainReport explain(BuildRequest request, String model) {
    requests.add(request);
    shown = model;
    failure.ifPresent(FakeVarve::fail);
    return explained.orElseThrow();
  }

  @Override
  public DiffReport diff(List<String> models, String environment, String against, boolean search) {
    shown = String.join(" ", models) + " in " + environment + " against " + against;
    failure.ifPresent(FakeVarve::fail);
    return diff.orElseThrow();
  }

  @Override
  public List<ExportedModel> export(String model, List<String> forms, String environment) {
    shown = model;
    failure.ifPresent(FakeVarve::fail);
    return exported.stream()
        .filter(each -> forms.isEmpty() || forms.contains(each.form()))
        .toList();
  }

  @Override
  public Path tables(String environment) {
    return Path.of("/projects/shop/warehouse/tables", environment);
  }

  @Override
  public void close() {
    closed = true;
  }

  private static void fail(VarveException failure) {
    throw failure;
  }

  private final class FakeBuild implements RunningBuild {
    @Override
    public String workflowId() {
      return "varve/shop/dev";
    }

    @Override
    public Optional<BuildResult> await(Duration atMost) {
      duringBuild.run();
      return progress.isEmpty() ? Optional.of(result.orElseThrow()) : Optional.empty();
    }

    @Override
    public Optional<BuildProgress> progress() {
      return Optional.ofNullable(progress.poll());
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}

package dev.varve.workers;

import dev.varve.activities.phase.Tables;
import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.ExportedModel;
import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.LocalProject;
import dev.varve.activities.plan.PlanReport;
import dev.varve.activities.plan.PlannedColumn;
import dev.varve.activities.plan.ProjectException;
import dev.varve.workflows.BuildRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Plans and shows in this process; nothing is taken, nothing is written. */
final class ProjectPhases implements Phases {
  private final LocalProject project;

  ProjectPhases(LocalProject project) {
    this.project = project;
  }

  @Override
  public String projectName() {
    return translated(project::name);
  }

  @Override
  public PlanReport plan(BuildRequest request) {
    return translated(() -> project.plan(request));
  }

  @Override
  public FunctionReport functions() {
    return translated(project::functions);
  }

  @Override
  public TableView show(String model, String environment, int rows) {
    Tables.View view = translated(() -> project.show(model, environment, rows));
    return new TableView(
        view.project(),
        environment,
        model,
        view.folder(),
        view.version(),
        view.rowCount(),
        view.bytes(),
        view.columns().stream()
            .map(column -> new PlannedColumn(column.name(), column.type()))
            .toList(),
        view.rows());
  }

  @Override
  public LineageReport lineage(String target, boolean down) {
    return translated(() -> project.lineage(target, down));
  }

  @Override
  public ExplainReport explain(BuildRequest request, String model) {
    return translated(() -> project.explain(request, model));
  }

  @Override
  public DiffReport diff(List<String> models, String environment, String against, boolean search) {
    return translated(() -> project.diff(models, environment, against, search));
  }

  @Override
  public List<ExportedModel> export(String model, List<String> forms, String environment) {
    return translated(() -> project.export(model, forms, environment));
  }

  @Override
  public Path tables(String environment) {
    return translated(() -> project.tables(environment));
  }

  private static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (ProjectException e) {
      VarveException.Kind kind =
          e.concernsInput() ? VarveException.Kind.INPUT : VarveException.Kind.OUTSIDE;
      throw new VarveException(kind, e.problems(), e);
    }
  }
}

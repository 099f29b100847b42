package dev.varve.workers;

import dev.varve.activities.phase.BuildFolder;
import dev.varve.activities.phase.Lanes;
import dev.varve.activities.phase.ProjectLook;
import dev.varve.activities.phase.Tables;
import dev.varve.activities.phase.Warehouses;
import dev.varve.activities.plan.PlanProblem;
import dev.varve.activities.plan.PlanReport;
import dev.varve.activities.plan.PlannedColumn;
import dev.varve.activities.plan.Planning;
import dev.varve.planner.InputException;
import dev.varve.storage.Publication;
import dev.varve.storage.StorageException;
import dev.varve.workflows.BuildRequest;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Plans and shows in this process; nothing is taken, nothing is written. */
final class ProjectPhases implements Phases {
  private final Path folder;
  private final String laneVersion;
  private final Warehouses warehouses = new Warehouses(new Publication());

  ProjectPhases(Path folder, String laneVersion) {
    this.folder = folder;
    this.laneVersion = laneVersion;
  }

  @Override
  public String projectName() {
    return translated(() -> BuildFolder.read(folder.toString()).project());
  }

  @Override
  public PlanReport plan(BuildRequest request) {
    return translated(
        () -> {
          try (Lanes lanes = new Lanes()) {
            return new Planning(new ProjectLook(warehouses, lanes, laneVersion)).plan(request);
          }
        });
  }

  @Override
  public TableView show(String model, String environment, int rows) {
    return translated(
        () -> {
          Tables.View view =
              new Tables(warehouses).show(folder.toString(), environment, model, rows);
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
        });
  }

  @Override
  public Path tables(String environment) {
    return translated(
        () ->
            BuildFolder.read(folder.toString()).warehouse().resolve("tables").resolve(environment));
  }

  private static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (InputException e) {
      throw new VarveException(
          VarveException.Kind.INPUT, e.problems().stream().map(PlanProblem::of).toList());
    } catch (StorageException e) {
      throw new VarveException(
          VarveException.Kind.OUTSIDE,
          java.util.List.of(VarveException.problem(e.code(), e.problem(), e.mend())),
          e);
    }
  }
}

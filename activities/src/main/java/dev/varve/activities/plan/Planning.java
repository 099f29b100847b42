package dev.varve.activities.plan;

import dev.varve.activities.phase.compile.ProjectLook;
import dev.varve.planner.Problem;
import dev.varve.planner.build.StepKey;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.workflows.BuildRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a build would do now; takes no lease and writes nothing. */
public final class Planning {
  private final ProjectLook look;

  public Planning(ProjectLook look) {
    this.look = look;
  }

  public PlanReport plan(BuildRequest request) {
    ProjectLook.Seen seen = look.plan(request);
    List<PlannedModel> models = new ArrayList<>();
    for (dev.varve.planner.build.PlannedModel model : seen.models()) {
      models.add(report(model, Optional.ofNullable(seen.errors().get(model.name()))));
    }
    return new PlanReport(
        PlanReport.FORMAT_VERSION,
        seen.project(),
        request.environment(),
        models,
        seen.problems().stream().map(PlanProblem::of).toList());
  }

  private static PlannedModel report(
      dev.varve.planner.build.PlannedModel model, Optional<Problem> error) {
    dev.varve.planner.build.Reason reason = model.decision().reason();
    Optional<CompiledModel> compiled = model.model();
    List<PlannedColumn> columns = new ArrayList<>();
    compiled.ifPresent(
        c ->
            c.columns()
                .forEach(
                    column ->
                        columns.add(
                            new PlannedColumn(column.name(), column.stored().engineType()))));
    return new PlannedModel(
        model.name(),
        model.decision().kind().word(),
        new PlanReason(reason.code().name(), reason.message(), reason.changed()),
        model.key().map(StepKey::fingerprint).map(f -> f.hex()),
        compiled.map(c -> c.plan().hex()),
        compiled.map(c -> c.path().name().toLowerCase(Locale.ROOT)),
        model.change().map(Enum::name),
        compiled.map(c -> c.inputs().stream().map(InputUse::table).toList()).orElse(List.of()),
        columns,
        error.map(PlanProblem::of));
  }
}

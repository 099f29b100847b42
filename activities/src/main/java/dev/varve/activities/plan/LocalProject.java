package dev.varve.activities.plan;

import dev.varve.activities.lane.LaneException;
import dev.varve.activities.phase.Tables;
import dev.varve.activities.phase.compile.ModelForms;
import dev.varve.activities.phase.compile.ProjectLook;
import dev.varve.activities.phase.compile.ProjectStudy;
import dev.varve.activities.phase.project.BuildFolder;
import dev.varve.activities.phase.project.Lanes;
import dev.varve.activities.phase.warehouse.Warehouses;
import dev.varve.planner.DeepStack;
import dev.varve.planner.InputException;
import dev.varve.planner.artifact.ArtifactKind;
import dev.varve.planner.artifact.ModelArtifacts;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.storage.Publication;
import dev.varve.storage.StorageException;
import dev.varve.workflows.BuildRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A project as this process can look at it by itself: nothing is taken, nothing is written. */
public final class LocalProject {
  private final Path folder;
  private final String laneVersion;
  private final Warehouses warehouses = new Warehouses(new Publication());

  public LocalProject(Path folder, String laneVersion) {
    this.folder = folder;
    this.laneVersion = laneVersion;
  }

  public String name() {
    return told(() -> looking(look -> look.folder(folder.toString(), "dev").project()));
  }

  /** What a build would do now. */
  public PlanReport plan(BuildRequest request) {
    return told(() -> looking(look -> new Planning(look).plan(request)));
  }

  /** The functions that its models can call. */
  public FunctionReport functions() {
    return told(() -> FunctionLook.of(folder));
  }

  /**
   * Where the columns of a table come from, or what comes of them.
   *
   * @param target {@code schema.table} or {@code schema.table.column}
   * @param down to what comes of it
   */
  public LineageReport lineage(String target, boolean down) {
    return understanding(
        look -> {
          try (ProjectStudy study = look.study(folder.toString(), false)) {
            return new Lineages(study).of(target, down);
          }
        });
  }

  /** How a model is understood and what decides whether a build would build it now. */
  public ExplainReport explain(BuildRequest request, String model) {
    return understanding(look -> new Explaining(look).explain(request, model));
  }

  /**
   * How the project differs from what it was.
   *
   * @param models those to tell of; none for all
   * @param environment whose tables were built from what it was
   * @param against an environment or a revision of Git in its place; empty for none
   * @param search to look for rows on which old and new differ, where nothing is proved
   */
  public DiffReport diff(List<String> models, String environment, String against, boolean search) {
    return understanding(
        look ->
            new Diffs(look, search ? new RowSearch() : VerdictSearch::byFingerprints)
                .of(folder.toString(), models, environment, against));
  }

  /**
   * A model in other forms.
   *
   * @param forms as a person names them; all when there are none
   * @param environment whose tables it is compared with, and whose next build is looked at
   */
  public List<ExportedModel> export(String model, List<String> forms, String environment) {
    return understanding(
        look -> {
          try (ModelForms all = look.forms(BuildRequest.of(folder.toString(), environment))) {
            UnderstoodModel understood = all.study().understood(model);
            ModelArtifacts artifacts = all.of(understood);
            List<ExportedModel> exported = new ArrayList<>();
            for (ArtifactKind kind : kinds(forms)) {
              exported.add(ExportedModel.of(understood.model().name(), artifacts.of(kind)));
            }
            return exported;
          }
        });
  }

  private static List<ArtifactKind> kinds(List<String> forms) {
    List<ArtifactKind> kinds = new ArrayList<>();
    for (String form : forms) {
      kinds.add(ArtifactKind.named(form).orElseThrow(() -> new IllegalArgumentException(form)));
    }
    return forms.isEmpty() ? List.of(ArtifactKind.values()) : kinds;
  }

  private <T> T understanding(Function<ProjectLook, T> work) {
    return told(() -> DeepStack.call(() -> looking(work)));
  }

  private <T> T looking(Function<ProjectLook, T> work) {
    try (Lanes lanes = new Lanes()) {
      return work.apply(new ProjectLook(warehouses, lanes, laneVersion));
    }
  }

  /** A table of an environment with its first rows. */
  public Tables.View show(String model, String environment, int rows) {
    return told(() -> new Tables(warehouses).show(folder.toString(), environment, model, rows));
  }

  /** The folder of an environment's tables, whether or not there are any. */
  public Path tables(String environment) {
    return told(
        () ->
            BuildFolder.read(folder.toString()).warehouse().resolve("tables").resolve(environment));
  }

  private static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (InputException e) {
      throw new ProjectException(true, e.problems().stream().map(PlanProblem::of).toList(), e);
    } catch (StorageException e) {
      throw outside(e.code(), e.problem(), e.mend(), e);
    } catch (LaneException e) {
      throw outside(e.code(), e.problem(), e.mend(), e);
    }
  }

  private static ProjectException outside(
      String code, String problem, String mend, RuntimeException cause) {
    PlanProblem told =
        new PlanProblem(code, problem, Optional.empty(), 0, 0, mend, Optional.empty());
    return new ProjectException(false, List.of(told), cause);
  }
}

package dev.varve.workers;

import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.ExportedModel;
import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.PlanReport;
import dev.varve.workflows.BuildRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A project folder, with the phases of this process and a place for builds opened when needed. */
final class OpenProject implements Varve {
  static final String PROJECT_FILE = "varve.yaml";

  private final Path folder;
  private final Supplier<Phases> openPhases;
  private final Supplier<Builds> openBuilds;
  private Phases phases;
  private Builds builds;

  OpenProject(Path folder, Supplier<Phases> openPhases, Supplier<Builds> openBuilds) {
    this.folder = folder.toAbsolutePath().normalize();
    this.openPhases = openPhases;
    this.openBuilds = openBuilds;
  }

  static Varve open(Path project, VarveOptions options) {
    Path folder = checked(project);
    return new OpenProject(
        folder,
        () -> Seams.phases(folder),
        () ->
            options.server().isPresent()
                ? new ServerBuilds(options.server().get())
                : new EmbeddedBuilds(Seams.activityObjects(), Seams.metrics(options)));
  }

  /** Refuses a folder that holds no project before anything costly is loaded. */
  static Path checked(Path project) {
    Path folder = project.toAbsolutePath().normalize();
    if (Files.isRegularFile(folder.resolve(PROJECT_FILE))) {
      return folder;
    }
    String problem =
        Files.isDirectory(folder)
            ? "There is no " + PROJECT_FILE + " in " + folder + "."
            : "There is no folder " + folder + ".";
    throw VarveException.of(
        VarveException.Kind.INPUT, "PROJECT_NOT_FOUND", problem, mend(folder.getParent()));
  }

  private static String mend(Path above) {
    for (Path candidate = above; candidate != null; candidate = candidate.getParent()) {
      if (Files.isRegularFile(candidate.resolve(PROJECT_FILE))) {
        return "Did you mean the project in " + candidate + "?";
      }
    }
    return "Name a project folder, or make one with \"varve init\".";
  }

  @Override
  public BuildRequest request(String environment) {
    return BuildRequest.of(folder.toString(), environment);
  }

  @Override
  public PlanReport plan(BuildRequest request) {
    return phases().plan(request);
  }

  @Override
  public RunningBuild start(BuildRequest request) {
    String id = "varve/" + phases().projectName() + "/" + request.environment();
    synchronized (this) {
      if (builds == null) {
        builds = openBuilds.get();
      }
    }
    return builds.start(id, request);
  }

  @Override
  public FunctionReport functions() {
    return phases().functions();
  }

  @Override
  public TableView show(String model, String environment, int rows) {
    return phases().show(model, environment, rows);
  }

  @Override
  public LineageReport lineage(String target, boolean down) {
    return phases().lineage(target, down);
  }

  @Override
  public ExplainReport explain(BuildRequest request, String model) {
    return phases().explain(request, model);
  }

  @Override
  public DiffReport diff(List<String> models, String environment, String against, boolean search) {
    return phases().diff(models, environment, against, search);
  }

  @Override
  public List<ExportedModel> export(String model, List<String> forms, String environment) {
    return phases().export(model, forms, environment);
  }

  @Override
  public Path tables(String environment) {
    return phases().tables(environment);
  }

  private synchronized Phases phases() {
    if (phases == null) {
      phases = openPhases.get();
    }
    return phases;
  }

  @Override
  public synchronized void close() {
    if (builds != null) {
      builds.close();
    }
  }
}

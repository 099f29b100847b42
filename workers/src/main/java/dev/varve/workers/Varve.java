package dev.varve.workers;

import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.ExportedModel;
import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.PlanReport;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.util.List;

/**
 * Varve for one project folder: what the {@code varve} command does, for Java programs.
 *
 * <pre>{@code
 * try (Varve varve = Varve.open(Path.of("shop"), VarveOptions.embedded())) {
 *   BuildResult result = varve.build(varve.request("dev"), BuildListener.silent());
 * }
 * }</pre>
 *
 * <p>Whatever cannot be done ends in a {@link VarveException}; a build of which steps failed is a
 * result.
 */
public interface Varve extends AutoCloseable {
  /** Opens a project. Nothing is started before it is needed. */
  static Varve open(Path project, VarveOptions options) {
    return OpenProject.open(project, options);
  }

  /** A request for this project with every choice left to the project's defaults. */
  BuildRequest request(String environment);

  /** What {@link #build} with the same request would do now, and why. Changes nothing. */
  PlanReport plan(BuildRequest request);

  /** Starts a build, or on a server asks for it, without waiting for its end. */
  RunningBuild start(BuildRequest request);

  /** Builds and waits for the end. */
  default BuildResult build(BuildRequest request, BuildListener listener) {
    return start(request).follow(listener);
  }

  /** The functions that the project's models can call: its own, Varve's and the engine's. */
  FunctionReport functions();

  /**
   * A table as the environment's current manifest holds it.
   *
   * @param rows how many of its first rows to read
   */
  TableView show(String model, String environment, int rows);

  /**
   * Where the columns of a table come from, or what comes of them, by the files of the project.
   *
   * @param target {@code schema.table} of a model or source, or {@code schema.table.column}
   * @param down to what comes of it; of a source always
   */
  LineageReport lineage(String target, boolean down);

  /**
   * How a model is understood, and all that decides whether {@link #build} with this request would
   * build it. Changes nothing.
   */
  ExplainReport explain(BuildRequest request, String model);

  /**
   * How the project differs from what it was, and what that can affect. Changes nothing.
   *
   * @param models those to tell of; none for all
   * @param environment whose tables were built from what it was
   * @param against an environment or a revision of Git in its place, {@code git:REV} for a revision
   *     whatever environments there are; empty for none
   * @param search to look for rows on which old and new differ, where nothing is proved
   */
  DiffReport diff(List<String> models, String environment, String against, boolean search);

  /**
   * A model in other forms: its text, plans, other dialects. Changes nothing.
   *
   * @param forms of {@link ExportedModel#forms}; all when there are none
   * @param environment whose tables it is compared with, and whose next build is looked at
   */
  List<ExportedModel> export(String model, List<String> forms, String environment);

  /** The folder that holds the environment's tables. */
  Path tables(String environment);

  @Override
  void close();
}

package dev.varve.workers;

import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.ExportedModel;
import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.PlanReport;
import dev.varve.workflows.BuildRequest;
import java.nio.file.Path;
import java.util.List;

/** What this process does with a project by itself, without a workflow. */
interface Phases {
  /** The project's name, as varve.yaml gives it. */
  String projectName();

  PlanReport plan(BuildRequest request);

  FunctionReport functions();

  TableView show(String model, String environment, int rows);

  LineageReport lineage(String target, boolean down);

  ExplainReport explain(BuildRequest request, String model);

  DiffReport diff(List<String> models, String environment, String against, boolean search);

  List<ExportedModel> export(String model, List<String> forms, String environment);

  Path tables(String environment);
}

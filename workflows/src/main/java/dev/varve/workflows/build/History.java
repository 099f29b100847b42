package dev.varve.workflows.build;

import dev.varve.workflows.Limits;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;

/**
 * How long the history of this run is. The server terminates a run whose history passes its limit,
 * without any clean-up.
 */
final class History {
  private History() {}

  static boolean isLong(Limits limits) {
    WorkflowInfo info = Workflow.getInfo();
    return info.isContinueAsNewSuggested() || info.getHistoryLength() > limits.historyEvents();
  }
}

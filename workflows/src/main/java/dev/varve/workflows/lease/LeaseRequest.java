package dev.varve.workflows.lease;

import static java.util.Objects.requireNonNullElse;

import dev.varve.workflows.BuildRequest;

/**
 * Asks for the right to change an environment.
 *
 * @param server left empty by the workflow, which cannot know it; the activity's own connection
 *     counts
 * @param runId the run that asks; a worker refuses the request in any other run
 * @param keepEpoch the epoch that the previous run of the unbroken chain held; 0 for a new lease
 * @param waitForIt leaves the workflow id beside a busy lease, so that its release wakes this build
 * @param attach the caller would follow the holder, so the grant has to name the holder's build
 * @param wanted what would be built, see {@link BuildRequest#wanted}: of those that want the same,
 *     one waits
 */
public record LeaseRequest(
    String project,
    String environment,
    String buildId,
    String server,
    String namespace,
    String workflowId,
    String firstRunId,
    String runId,
    boolean takeLease,
    long keepEpoch,
    boolean waitForIt,
    boolean attach,
    String wanted) {
  public LeaseRequest {
    server = requireNonNullElse(server, "");
    namespace = requireNonNullElse(namespace, "");
    workflowId = requireNonNullElse(workflowId, "");
    firstRunId = requireNonNullElse(firstRunId, "");
    runId = requireNonNullElse(runId, "");
    wanted = requireNonNullElse(wanted, "");
  }
}

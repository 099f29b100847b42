package dev.varve.workflows.build;

import dev.varve.workflows.BuildRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** What the way a build was started says: by whom, for which time, under which id. */
final class Start {
  private static final SearchAttributeKey<String> SCHEDULE =
      SearchAttributeKey.forKeyword("TemporalScheduledById");
  private static final SearchAttributeKey<OffsetDateTime> SCHEDULED_TIME =
      SearchAttributeKey.forOffsetDateTime("TemporalScheduledStartTime");
  private static final Pattern SCHEDULED_ID =
      Pattern.compile(".*-\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private Start() {}

  static String ifBusy(BuildRequest request) {
    if (!request.ifBusy().isEmpty()) {
      return request.ifBusy();
    }
    return isScheduled() ? BuildRequest.WAIT : BuildRequest.REFUSE;
  }

  private static boolean isScheduled() {
    return Workflow.getTypedSearchAttributes().containsKey(SCHEDULE)
        || SCHEDULED_ID.matcher(Workflow.getInfo().getWorkflowId()).matches();
  }

  /**
   * A scheduled build is for the time it was scheduled for, also when it starts late or is a
   * backfill.
   */
  static String logicalTime(BuildRequest request) {
    if (!request.logicalTime().isEmpty()) {
      return OffsetDateTime.parse(request.logicalTime()).toInstant().toString();
    }
    OffsetDateTime scheduled = Workflow.getTypedSearchAttributes().get(SCHEDULED_TIME);
    return scheduled != null
        ? scheduled.toInstant().toString()
        : Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString();
  }

  /** With the end of the run id: it begins with a time, which builds of one second share. */
  static String buildId() {
    WorkflowInfo info = Workflow.getInfo();
    String run = info.getFirstExecutionRunId();
    return ID_TIME.format(Instant.ofEpochMilli(Workflow.currentTimeMillis()))
        + "-"
        + run.substring(Math.max(0, run.length() - 8));
  }
}

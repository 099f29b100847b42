package dev.varve.tests.harness;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often the activities of a build were run, as its history has it. */
public final class Runs {
  private Runs() {}

  /**
   * One call of an activity.
   *
   * @param id as the server knows the call while it is pending
   * @param label what a person sees on the timeline, beginning with the model
   * @param attempts how often it was begun
   * @param worker who ended it
   */
  public record Run(
      String id, String activity, String label, int attempts, boolean completed, String worker) {
    /** The first model of the unit, or whatever else the label begins with. */
    public String model() {
      return label.split("[ ,]", 2)[0];
    }
  }

  /** The calls in the order in which they were made; those not begun yet have no attempt. */
  public static List<Run> of(ServerBuild build) {
    return of(build.history());
  }

  /** The same for a history. */
  public static List<Run> of(WorkflowExecutionHistory history) {
    SortedMap<Long, Run> runs = new TreeMap<>();
    for (HistoryEvent event : history.getEvents()) {
      switch (event.getEventType()) {
        case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED ->
            runs.put(
                event.getEventId(),
                new Run(
                    event.getActivityTaskScheduledEventAttributes().getActivityId(),
                    event.getActivityTaskScheduledEventAttributes().getActivityType().getName(),
                    label(event),
                    0,
                    false,
                    ""));
        case EVENT_TYPE_ACTIVITY_TASK_STARTED -> {
          var started = event.getActivityTaskStartedEventAttributes();
          runs.computeIfPresent(
              started.getScheduledEventId(),
              (id, run) ->
                  new Run(
                      run.id(),
                      run.activity(),
                      run.label(),
                      started.getAttempt(),
                      false,
                      started.getIdentity()));
        }
        case EVENT_TYPE_ACTIVITY_TASK_COMPLETED ->
            runs.computeIfPresent(
                event.getActivityTaskCompletedEventAttributes().getScheduledEventId(),
                (id, run) ->
                    new Run(
                        run.id(), run.activity(), run.label(), run.attempts(), true, run.worker()));
        default -> {
          // Other events say nothing of activities' attempts.
        }
      }
    }
    return new ArrayList<>(runs.values());
  }

  /** How often anything was begun for each model, beyond the once that was needed. */
  public static SortedMap<String, Integer> repeated(List<Run> runs) {
    SortedMap<String, Integer> repeated = new TreeMap<>();
    SortedMap<String, Integer> seen = new TreeMap<>();
    for (Run run : runs) {
      if (isStep(run)) {
        String call = run.activity() + " " + run.label();
        int again = run.attempts() - (seen.merge(call, 1, Integer::sum) > 1 ? 0 : 1);
        if (again > 0) {
          repeated.merge(run.model(), again, Integer::sum);
        }
      }
    }
    return repeated;
  }

  static boolean isStep(Run run) {
    return List.of("RunSteps", "Execute", "Write").contains(run.activity());
  }

  private static String label(HistoryEvent event) {
    return event.getUserMetadata().hasSummary()
        ? DefaultDataConverter.newDefaultInstance()
            .fromPayload(event.getUserMetadata().getSummary(), String.class, String.class)
        : "";
  }
}

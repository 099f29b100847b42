package dev.varve.tests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A schedule of builds as users make one with the {@code temporal} command. Its time never comes.
 */
public final class Schedule implements AutoCloseable {
  private final TemporalCli temporal;
  private final String id;
  private int triggered;

  private Schedule(TemporalCli temporal, String id) {
    this.temporal = temporal;
    this.id = id;
  }

  /** A new schedule whose builds get this input. */
  public static Schedule create(
      TemporalCli temporal, String id, String workflowId, String queue, String input) {
    temporal
        .run(
            "schedule",
            "create",
            "--schedule-id",
            id,
            "--workflow-id",
            workflowId,
            "--type",
            "Build",
            "--task-queue",
            queue,
            "--interval",
            "365d",
            "--input",
            input)
        .checked();
    return new Schedule(temporal, id);
  }

  /** Starts its next build, and returns under which workflow id. */
  public String trigger() {
    temporal.run("schedule", "trigger", "--schedule-id", id).checked();
    triggered++;
    return Until.present(
        "build " + triggered + " of schedule " + id + " was started",
        () -> {
          JsonNode actions =
              temporal.json("schedule", "describe", "--schedule-id", id).at("/info/recentActions");
          return actions.size() < triggered
              ? Optional.empty()
              : Optional.of(
                  actions.get(triggered - 1).at("/startWorkflowResult/workflowId").asText());
        });
  }

  @Override
  public void close() {
    temporal.run("schedule", "delete", "--schedule-id", id).checked();
  }
}

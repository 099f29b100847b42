package dev.varve.workflows;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How patient the workflow is and how much it does at once. They are part of the input, so that a
 * replay sees what the run saw. Zero stands for the default.
 *
 * @param heartbeatSeconds after so long without a heartbeat an activity counts as lost
 * @param stepMinutes after so long an activity counts as hung
 * @param attempts how often an activity is tried
 * @param unitsInFlight how many units may be scheduled at once
 * @param historyEvents with a longer history the build continues as a new run
 * @param problems what was wrong with the JSON
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Limits(
    int heartbeatSeconds,
    int stepMinutes,
    int attempts,
    int unitsInFlight,
    int historyEvents,
    List<String> problems) {
  public static final Limits DEFAULT = new Limits(0, 0, 0, 0, 0);

  public Limits {
    heartbeatSeconds = heartbeatSeconds == 0 ? 15 : heartbeatSeconds;
    stepMinutes = stepMinutes == 0 ? 24 * 60 : stepMinutes;
    attempts = attempts == 0 ? 3 : attempts;
    unitsInFlight = unitsInFlight == 0 ? 64 : unitsInFlight;
    historyEvents = historyEvents == 0 ? 10_000 : historyEvents;
    problems = problems == null ? List.of() : List.copyOf(problems);
  }

  public Limits(
      int heartbeatSeconds, int stepMinutes, int attempts, int unitsInFlight, int historyEvents) {
    this(heartbeatSeconds, stepMinutes, attempts, unitsInFlight, historyEvents, List.of());
  }

  @JsonCreator
  static Limits read(
      @JsonProperty("heartbeatSeconds") Object heartbeatSeconds,
      @JsonProperty("stepMinutes") Object stepMinutes,
      @JsonProperty("attempts") Object attempts,
      @JsonProperty("unitsInFlight") Object unitsInFlight,
      @JsonProperty("historyEvents") Object historyEvents,
      @JsonProperty("problems") Object ignored,
      @JsonAnySetter Map<String, Object> unknown) {
    JsonFields fields = new JsonFields("limits.", new ArrayList<>());
    fields.refuseUnknown(
        unknown,
        List.of("heartbeatSeconds", "stepMinutes", "attempts", "unitsInFlight", "historyEvents"));
    return new Limits(
        fields.positive("heartbeatSeconds", heartbeatSeconds),
        fields.positive("stepMinutes", stepMinutes),
        fields.positive("attempts", attempts),
        fields.positive("unitsInFlight", unitsInFlight),
        fields.positive("historyEvents", historyEvents),
        fields.problems());
  }
}

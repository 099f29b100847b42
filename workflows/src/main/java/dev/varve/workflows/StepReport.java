package dev.varve.workflows;

/**
 * What became of one model. Absent values are null, as the JSON of the result has them.
 *
 * @param decision skip, reuse, rebuild, blocked, fail, removed or cancelled
 * @param startedAt ISO instant at which its query began to run; null when none ran
 */
public record StepReport(
    String model,
    String decision,
    Reason reason,
    String key,
    Long rows,
    Long bytes,
    Long milliseconds,
    Failure error,
    String startedAt) {}

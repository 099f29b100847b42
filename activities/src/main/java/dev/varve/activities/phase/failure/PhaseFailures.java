package dev.varve.activities.phase.failure;

import java.nio.file.Path;

/** The failures of the phases, each with its code, its sentence and its mend. */
public final class PhaseFailures {
  private PhaseFailures() {}

  public static PhaseException artifactMissing(Path warehouse, String digest) {
    return new PhaseException(
        "ARTIFACT_MISSING",
        "The warehouse "
            + warehouse
            + " no longer holds the artifact "
            + digest.substring(0, 12)
            + ".",
        "Start the build again; it makes what is missing.");
  }

  public static PhaseException manifestMoved(String environment) {
    return new PhaseException(
        "MANIFEST_MOVED",
        "Environment " + environment + " got another manifest while this build ran.",
        "Start the build again; it decides anew.");
  }

  public static PhaseException warehouseNotVisible(String folder, String expected) {
    return new PhaseException(
        "WAREHOUSE_NOT_VISIBLE",
        "This worker does not see the warehouse " + expected + " at " + folder + ".",
        "Mount the same warehouse at the same path on every host that runs a worker.");
  }

  public static StepFailure sourceChanged(String source, String what) {
    return new StepFailure(
        "SOURCE_CHANGED_DURING_BUILD",
        "While the step ran, source " + source + " changed: " + what + ".",
        "Build again; the next build reads what is there then.");
  }

  public static StepFailure inputDamaged(String table) {
    return new StepFailure(
        "TABLE_CHANGED_OUTSIDE",
        "Files of table " + table + " are missing or were changed outside Varve.",
        "Build " + table + " again with --rebuild --select " + table + ".");
  }

  public static StepFailure foreignCommit(String table) {
    return new StepFailure(
        "TABLE_CHANGED_OUTSIDE",
        "Something other than Varve committed to table " + table + ".",
        "To overwrite it, build with --rebuild --select " + table + ".");
  }
}

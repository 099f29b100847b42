package dev.varve.activities.phase.project;

import dev.varve.activities.phase.failure.PhaseFailures;
import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.planner.Problem;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.storage.source.SourcePin;
import dev.varve.storage.source.SourcePins;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What was found in files that nobody pinned is neither believed nor remembered. */
final class ChangedSource {
  private ChangedSource() {}

  /** The refusal of a source whose files are others than when they were pinned. */
  static Optional<Problem> problem(
      SourceDeclaration source, SourcePin pin, SourcePins pins, Path folder) {
    List<String> changed = pins.changed(pin, folder);
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    StepFailure failure = PhaseFailures.sourceChanged(source.name(), String.join(", ", changed));
    return Optional.of(
        Problem.at(source.place(), failure.code(), failure.message(), failure.mend()));
  }
}

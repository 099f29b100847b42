package dev.varve.activities.phase.step;

import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.activities.phase.warehouse.StagedContent;
import dev.varve.storage.ConflictException;
import dev.varve.storage.StorageException;
import dev.varve.storage.staging.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of the units of a build, one file each, written once. Steps read the outcomes of
 * their inputs here, on whatever host those ran; a unit that has an outcome is never run again.
 */
public final class OutcomeLog {
  private final OpenWarehouse warehouse;
  private final Path folder;
  private final Map<Integer, List<StepOutcome>> known = new ConcurrentHashMap<>();

  OutcomeLog(OpenWarehouse warehouse, String buildId, String planDigest) {
    this.warehouse = warehouse;
    this.folder =
        warehouse.warehouse().run(buildId).resolve("outcomes-" + planDigest.substring(0, 12));
  }

  public Optional<List<StepOutcome>> of(int unit) {
    List<StepOutcome> outcomes = known.get(unit);
    if (outcomes != null) {
      return Optional.of(outcomes);
    }
    try {
      outcomes = StepOutcomes.fromJson(Files.readAllBytes(file(unit)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.of("read", file(unit), e);
    }
    known.put(unit, outcomes);
    return Optional.of(outcomes);
  }

  /** Writes the outcome of a unit; where another attempt was faster, its outcome counts. */
  List<StepOutcome> publish(Attempt attempt, int unit, List<StepOutcome> outcomes) {
    byte[] json = StepOutcomes.toJson(outcomes);
    try {
      StagedContent.publish(warehouse, attempt, "outcome", json, file(unit));
    } catch (ConflictException e) {
      return of(unit).orElseThrow(() -> e);
    }
    known.put(unit, List.copyOf(outcomes));
    return known.get(unit);
  }

  private Path file(int unit) {
    return folder.resolve(unit + ".json");
  }
}

package dev.varve.activities.phase;

import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.storage.StorageException;
import dev.varve.workflows.BuildFailures;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.Failure;
import dev.varve.workflows.lease.Attachment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Another build, seen through what it leaves in its run bundle. */
public final class FollowedBuild {
  private static final String OUTCOMES = "outcomes-";

  private final Path run;

  /**
   * The build that a lease names; where it goes on with an interrupted one, that is what is seen.
   */
  public FollowedBuild(OpenWarehouse warehouse, String buildId) {
    Optional<byte[]> resumed = warehouse.store().index(DiscoverPhase.RESUMED, buildId);
    String id = resumed.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse(buildId);
    this.run = warehouse.warehouse().run(id);
  }

  /** How far it is; a build that was asked for something else cannot stand for this one. */
  public Attachment look(BuildRequest request) {
    Optional<byte[]> record = read(RunRecord.FILE);
    if (record.isPresent()
        && !RunRecord.read(record.get())
            .map(RunRecord::request)
            .equals(Optional.of(RequestDigest.of(request)))) {
      throw BuildFailures.lasting(
          new Failure(
              BuildFailures.BUSY,
              "The environment is being built with other parameters.",
              "Wait for it with ifBusy wait, or ask for the same."));
    }
    Optional<byte[]> result = read(BuildResults.FILE);
    if (result.isPresent()) {
      return new Attachment(
          true,
          BuildResults.trimmed(BuildResults.fromJson(result.get()), result.get().length),
          "finished");
    }
    return new Attachment(false, null, progress());
  }

  private String progress() {
    if (!Files.isDirectory(run)) {
      return "not discovered yet";
    }
    int units = 0;
    try (DirectoryStream<Path> plans = Files.newDirectoryStream(run, OUTCOMES + "*")) {
      for (Path plan : plans) {
        try (DirectoryStream<Path> outcomes = Files.newDirectoryStream(plan)) {
          for (Path outcome : outcomes) {
            units += outcome.getFileName().toString().endsWith(".json") ? 1 : 0;
          }
        }
      }
    } catch (IOException e) {
      throw StorageException.of("list", run, e);
    }
    return units == 1 ? "1 unit has ended" : units + " units have ended";
  }

  private Optional<byte[]> read(String name) {
    try {
      return Optional.of(Files.readAllBytes(run.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.of("read", run.resolve(name), e);
    }
  }
}

package dev.varve.activities.phase.warehouse;

import dev.varve.storage.FencedException;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.StorageException;
import dev.varve.storage.staging.Attempt;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Small contents on their way from an attempt's folder into the run bundle. */
public final class StagedContent {
  private StagedContent() {}

  static Path write(Attempt attempt, String purpose, byte[] content) {
    Path staged = attempt.scratch(purpose);
    try {
      return Files.write(staged, content);
    } catch (NoSuchFileException e) {
      throw new FencedException(attempt.folder() + " is gone: this work was taken over.", e);
    } catch (IOException e) {
      throw StorageException.of("write", staged, e);
    }
  }

  /** A staged file that is written piece by piece. */
  public static OutputStream open(Attempt attempt, Path staged) {
    try {
      return new BufferedOutputStream(Files.newOutputStream(staged));
    } catch (NoSuchFileException e) {
      throw new FencedException(attempt.folder() + " is gone: this work was taken over.", e);
    } catch (IOException e) {
      throw StorageException.of("write", staged, e);
    }
  }

  /** Several staged files, each with its target. */
  public static void replaceAll(OpenWarehouse warehouse, Map<Path, Path> files) {
    warehouse.publication().sync(files.keySet());
    files.forEach((staged, target) -> warehouse.publication().replace(Kind.RECORD, staged, target));
  }

  public static void publish(
      OpenWarehouse warehouse, Attempt attempt, String purpose, byte[] content, Path target) {
    Path staged = write(attempt, purpose, content);
    warehouse.publication().sync(List.of(staged));
    warehouse.publication().publish(Kind.RECORD, staged, target);
  }

  public static void replace(
      OpenWarehouse warehouse, Attempt attempt, String purpose, byte[] content, Path target) {
    Path staged = write(attempt, purpose, content);
    warehouse.publication().sync(List.of(staged));
    warehouse.publication().replace(Kind.RECORD, staged, target);
  }
}

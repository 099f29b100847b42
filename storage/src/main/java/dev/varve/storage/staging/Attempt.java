package dev.varve.storage.staging;

import dev.varve.storage.FencedException;
import dev.varve.storage.StorageException;
import dev.varve.storage.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One try at one step, with a folder of its own: {@code staging/<epoch>/<step>/<number>/}. The
 * highest number of a step owns it; making a higher one takes the folders of all lower ones away,
 * and with them their power to publish.
 */
public final class Attempt {
  private final Path folder;
  private final long epoch;
  private final AtomicLong scratch = new AtomicLong();

  private Attempt(Path folder, long epoch) {
    this.folder = folder;
    this.epoch = epoch;
  }

  /** Begins with an empty folder. */
  public static Attempt begin(Warehouse warehouse, long epoch, String step, long number) {
    Path steps = warehouse.staging(epoch, step);
    StagingFolders.make(steps);
    Path own = steps.resolve(Long.toString(number));
    if (!StagingFolders.make(own)) {
      throw new FencedException("Attempt " + number + " of step " + step + " was begun before.");
    }
    fenceLower(steps, step, number);
    return new Attempt(own, epoch);
  }

  /**
   * Begins with the files that attempt {@code executed} left. A later attempt may have taken them
   * over and died; they are then where it had them.
   */
  public static Attempt takeOver(
      Warehouse warehouse, long epoch, String step, long executed, long number) {
    Path steps = warehouse.staging(epoch, step);
    Path own = steps.resolve(Long.toString(number));
    while (true) {
      SortedSet<Long> present = StagingFolders.numbers(steps);
      if (!present.tailSet(number).isEmpty()) {
        throw new FencedException(
            "Attempt " + present.last() + " of step " + step + " has begun after " + number + ".");
      }
      if (present.isEmpty() && !StagingFolders.exists(warehouse, epoch)) {
        throw new FencedException("Epoch " + epoch + " has ended.");
      }
      SortedSet<Long> holders = present.tailSet(executed);
      if (holders.isEmpty()) {
        throw new StorageException(
            "STAGED_FILES_GONE",
            "The files that attempt " + executed + " of step " + step + " staged are gone.",
            "Build again; the step is then executed anew.");
      }
      if (StagingFolders.rename(steps.resolve(Long.toString(holders.last())), own)) {
        fenceLower(steps, step, number);
        return new Attempt(own, epoch);
      }
    }
  }

  /** The folder to write in. */
  public Path folder() {
    return folder;
  }

  public long epoch() {
    return epoch;
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** A file name in the folder that this attempt has not used yet. */
  public Path scratch(String purpose) {
    // Files of the attempt whose folder this was may be published under their names by a link:
    // writing to one of them would change what was published, so every attempt has names of its
    // own.
    return folder.resolve(
        "." + purpose + "-" + folder.getFileName() + "-" + scratch.incrementAndGet());
  }

  /** Writes a file of a name not used yet. */
  public Path write(String purpose, byte[] content) {
    Path file = scratch(purpose);
    try {
      return Files.write(file, content);
    } catch (NoSuchFileException e) {
      throw new FencedException(folder + " is gone: this work was taken over.", e);
    } catch (IOException e) {
      throw StorageException.of("write", file, e);
    }
  }

  /** Fails when the folder was taken away; tells a fence from a fault after something failed. */
  public void requireOwned() {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FencedException(folder + " is gone: this work was taken over.");
    }
  }

  /**
   * Empties the folder. The folder itself stays until its epoch ends: it is what a lower attempt
   * that wakes up late will see.
   */
  public void finish() {
    StagingFolders.entries(folder).forEach(StagingFolders::deleteTree);
  }

  private static void fenceLower(Path steps, String step, long number) {
    for (long lower : StagingFolders.numbers(steps).headSet(number)) {
      StagingFolders.takeAway(steps.resolve(Long.toString(lower)));
    }
    SortedSet<Long> now = StagingFolders.numbers(steps);
    if (now.isEmpty() || now.last() != number) {
      throw new FencedException(
          "Another attempt of step " + step + " has begun after " + number + ".");
    }
    StagingFolders.sweepFolder(steps);
  }
}

package dev.varve.storage.staging;

import dev.varve.storage.FencedException;
import dev.varve.storage.StorageException;
import dev.varve.storage.Warehouse;
import dev.varve.storage.internal.NumberedFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, lists and takes away the folders under {@code staging/}.
 *
 * <p>Every folder is made by a single {@code createDirectory}: making missing parents too would
 * silently bring back a folder that was renamed away, and so undo the fence.
 */
public final class StagingFolders {
  private static final Logger LOG = LoggerFactory.getLogger(StagingFolders.class);
  private static final String GONE = ".gone-";

  private StagingFolders() {}

  /** Makes the folder of a new epoch. */
  public static void create(Warehouse warehouse, long epoch) {
    if (!make(warehouse.staging(epoch))) {
      throw new FencedException("Epoch " + epoch + " was begun before.");
    }
  }

  public static boolean exists(Warehouse warehouse, long epoch) {
    return Files.isDirectory(warehouse.staging(epoch), LinkOption.NOFOLLOW_LINKS);
  }

  /** The epochs that have a folder, ascending. */
  public static SortedSet<Long> epochs(Warehouse warehouse) {
    return numbers(warehouse.staging());
  }

  /** Fences everybody who works under this epoch, then deletes what they left. */
  public static void remove(Warehouse warehouse, long epoch) {
    takeAway(warehouse.staging(epoch));
  }

  /** Deletes what takers left that were stopped between renaming away and deleting. */
  public static void sweep(Warehouse warehouse) {
    sweepFolder(warehouse.staging());
  }

  static void sweepFolder(Path folder) {
    for (Path entry : entries(folder)) {
      if (entry.getFileName().toString().startsWith(GONE)) {
        deleteTree(entry);
      }
    }
  }

  /** Whether the folder was made; false when it is there already. */
  static boolean make(Path folder) {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NoSuchFileException e) {
      throw new FencedException(folder.getParent() + " is gone: this work was taken over.", e);
    } catch (IOException e) {
      throw StorageException.of("create the folder", folder, e);
    }
  }

  /** Whether the folder could be renamed; false when it is gone. */
  static boolean rename(Path folder, Path target) {
    try {
      Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw StorageException.of("rename " + folder + " to", target, e);
    }
  }

  static void takeAway(Path folder) {
    Path gone = folder.resolveSibling(GONE + folder.getFileName() + "-" + UUID.randomUUID());
    if (rename(folder, gone)) {
      deleteTree(gone);
    }
  }

  /** The numbers among the names in a folder, ascending; none when the folder is gone. */
  static SortedSet<Long> numbers(Path folder) {
    SortedSet<Long> numbers = new TreeSet<>();
    for (Path entry : entries(folder)) {
      NumberedFiles.addNumber(entry.getFileName().toString(), numbers);
    }
    return numbers;
  }

  static List<Path> entries(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageException.of("list", folder, e);
    }
    return entries;
  }

  /**
   * Deletes what nobody can reach by its former name; others may be deleting it too. That it cannot
   * be deleted spoils nothing: the renaming is the fence, and the next taker tries again.
   */
  static void deleteTree(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e)
                throws IOException {
              if (e != null && !(e instanceof NoSuchFileException)) {
                throw e;
              }
              Files.deleteIfExists(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      LOG.warn("{} stays for now: {}", folder, e.toString());
    }
  }
}

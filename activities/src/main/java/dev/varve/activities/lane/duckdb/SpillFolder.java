package dev.varve.activities.lane.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where one instance of the engine spills. A killed process leaves its spill files behind, so each
 * folder has a lock file beside it that its process keeps locked: who can lock it may delete both.
 */
final class SpillFolder implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile("spill-[0-9]+-[0-9a-f]{8}");
  private static final String LOCK = ".lock";

  /**
   * Lock files of this process. They must not even be opened again: closing any channel of a file
   * gives up all locks that the process has on it.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path lockFile;
  private final FileChannel channel;

  private SpillFolder(Path folder, Path lockFile, FileChannel channel) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /** Makes a folder below the parent, after removing those of dead processes. */
  static SpillFolder create(Path parent) {
    try {
      Path real = Files.createDirectories(parent).toRealPath();
      removeStale(real);
      while (true) {
        Optional<SpillFolder> made = tryCreate(real);
        if (made.isPresent()) {
          return made.get();
        }
      }
    } catch (IOException e) {
      throw LaneErrors.noSpill(parent, e);
    }
  }

  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      deleteTree(folder);
      Files.deleteIfExists(lockFile);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    } finally {
      OWN.remove(lockFile);
    }
  }

  /** Nothing where another process was quicker. */
  private static Optional<SpillFolder> tryCreate(Path parent) throws IOException {
    String random = UUID.randomUUID().toString().substring(0, 8);
    String name = "spill-" + ProcessHandle.current().pid() + "-" + random;
    Path lockFile = parent.resolve(name + LOCK);
    OWN.add(lockFile);
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    // Another process may have taken the file for a stale one before it was locked.
    if (lock == null || !Files.exists(lockFile)) {
      channel.close();
      OWN.remove(lockFile);
      return Optional.empty();
    }
    Path folder = Files.createDirectory(parent.resolve(name));
    return Optional.of(new SpillFolder(folder, lockFile, channel));
  }

  private static void removeStale(Path parent) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, "spill-*")) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.endsWith(LOCK)) {
          removeIfDead(entry, parent.resolve(name.substring(0, name.length() - LOCK.length())));
        } else if (NAME.matcher(name).matches() && !Files.exists(parent.resolve(name + LOCK))) {
          // The lock file is made before the folder and removed after it.
          deleteTree(entry);
        }
      }
    }
  }

  private static void removeIfDead(Path lockFile, Path folder) throws IOException {
    if (OWN.contains(lockFile) || !NAME.matcher(folder.getFileName().toString()).matches()) {
      return;
    }
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        deleteTree(folder);
        Files.deleteIfExists(lockFile);
      }
    } catch (NoSuchFileException e) {
      // Its process ended, or another one cleaned up, in this moment.
      return;
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}

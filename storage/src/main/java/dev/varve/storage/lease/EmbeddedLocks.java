package dev.varve.storage.lease;

import dev.varve.storage.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * The locks by which embedded holders in this process show that they are alive.
 *
 * <p>Kept for the whole process, because the system does so: closing any channel on a locked file
 * gives up the process's lock on it. A lock held here is therefore never asked for by opening it.
 */
final class EmbeddedLocks {
  private static final Map<Path, FileChannel> HELD = new TreeMap<>();

  /** What the lock of an embedded holder says. */
  enum State {
    HELD,
    FREE,
    /** There is no lock file (yet). */
    ABSENT
  }

  private EmbeddedLocks() {}

  /**
   * Makes a locked file. It is linked to its final name afterwards, so that it is never seen
   * unlocked there while its holder lives.
   */
  static FileChannel create(Path fresh) {
    try {
      FileChannel channel =
          FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw new IOException("the lock of a new file is taken");
      }
      return channel;
    } catch (IOException e) {
      throw StorageException.of("lock", fresh, e);
    }
  }

  static synchronized void hold(Path lockFile, FileChannel channel) {
    HELD.put(key(lockFile), channel);
  }

  static synchronized void release(Path lockFile) {
    FileChannel channel = HELD.remove(key(lockFile));
    if (channel != null) {
      close(channel, lockFile);
    }
  }

  static synchronized State state(Path lockFile) {
    if (HELD.containsKey(key(lockFile))) {
      return State.HELD;
    }
    // A shared lock, so that two who ask at once do not take each other for the holder.
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null ? State.HELD : State.FREE;
    } catch (NoSuchFileException e) {
      return State.ABSENT;
    } catch (OverlappingFileLockException e) {
      return State.HELD;
    } catch (IOException e) {
      throw StorageException.of("ask for the lock", lockFile, e);
    }
  }

  /** One file may be reached by several spellings of the warehouse's path. */
  private static Path key(Path lockFile) {
    try {
      return lockFile.getParent().toRealPath().resolve(lockFile.getFileName());
    } catch (IOException e) {
      throw StorageException.of("resolve", lockFile, e);
    }
  }

  static void close(FileChannel channel, Path lockFile) {
    try {
      channel.close();
    } catch (IOException e) {
      throw StorageException.of("unlock", lockFile, e);
    }
  }

  static void delete(Path lockFile) {
    try {
      Files.deleteIfExists(lockFile);
    } catch (IOException e) {
      throw StorageException.of("delete", lockFile, e);
    }
  }
}

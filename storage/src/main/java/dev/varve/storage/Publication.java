package dev.varve.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one door through which anything becomes visible in a warehouse.
 *
 * <p>A thing is written and synced in the attempt's own folder and appears by a hard link from
 * there to its final name. The system looks up the source first: whoever has renamed that folder
 * away has closed the door, however late the former owner wakes up.
 *
 * <p>Not final: tests put a process to sleep before the n-th link of a kind, by overriding {@link
 * #link} and {@link #rename}.
 */
public class Publication {
  /** What is published. */
  public enum Kind {
    DATA,
    DELTA_LOG,
    CHECKPOINT,
    RECORD,
    INDEX,
    MANIFEST,
    POINTER,
    LEASE
  }

  /** How a thing came to stand at its final name. */
  public enum Outcome {
    LINKED,
    /** The volume refused the link, so the bytes were copied. Only {@link Kind#DATA}. */
    COPIED,
    /** The same bytes stood there already. */
    PRESENT
  }

  /** One thing to publish: a synced file in the attempt's folder, and its final name. */
  public record Item(Path staged, Path target) {}

  private static final int SYNC_THREADS = 16;
  private static final int SYNC_ALONE = 2;
  private static final ExecutorService SYNCING = syncing();

  /** Publishes one synced file; it is visible and durable when this returns. */
  public Outcome publish(Kind kind, Path staged, Path target) {
    Outcome outcome = publishUnsynced(kind, staged, target);
    sync(List.of(target.getParent()));
    return outcome;
  }

  /** Publishes many synced files, and syncs each of their folders once, at the end. */
  public List<Outcome> publishAll(Kind kind, Collection<Item> items) {
    Set<Path> folders = new TreeSet<>();
    items.forEach(item -> folders.add(item.target().getParent()));
    createFolders(folders);
    List<Outcome> outcomes = new ArrayList<>(items.size());
    for (Item item : items) {
      outcomes.add(publishInto(kind, item.staged(), item.target()));
    }
    sync(folders);
    return outcomes;
  }

  /**
   * Publishes one synced file without waiting for its name to be durable. The caller syncs the
   * target's folder before it publishes anything that depends on this.
   */
  public Outcome publishUnsynced(Kind kind, Path staged, Path target) {
    createFolders(List.of(target.getParent()));
    return publishInto(kind, staged, target);
  }

  private Outcome publishInto(Kind kind, Path staged, Path target) {
    try {
      link(kind, staged, target);
      return Outcome.LINKED;
    } catch (FileAlreadyExistsException e) {
      return compare(staged, target);
    } catch (NoSuchFileException e) {
      throw missing(staged, target, e);
    } catch (AccessDeniedException e) {
      throw StorageException.of("link " + staged + " to", target, e);
    } catch (FileSystemException e) {
      return refused(kind, staged, target, e);
    } catch (IOException e) {
      throw StorageException.of("link " + staged + " to", target, e);
    }
  }

  /** Puts a hint in place of an older one. Hints may be lost or stale; they are never believed. */
  public void replace(Kind kind, Path staged, Path target) {
    createFolders(List.of(target.getParent()));
    try {
      rename(kind, staged, target);
    } catch (NoSuchFileException e) {
      throw missing(staged, target, e);
    } catch (IOException e) {
      throw StorageException.of("rename " + staged + " to", target, e);
    }
  }

  /**
   * Brings a published file into an attempt's folder, from where it can be published once more: as
   * a link, or as a copy where the system refuses one (EPERM, EXDEV, EMLINK).
   */
  public Outcome stage(Path published, Path staged) {
    try {
      Files.createLink(staged, published);
      return Outcome.LINKED;
    } catch (NoSuchFileException e) {
      if (Files.exists(published)) {
        throw new FencedException("The staging folder of " + staged + " is gone.", e);
      }
      throw StorageException.of("link", published, e);
    } catch (AccessDeniedException | FileAlreadyExistsException e) {
      throw StorageException.of("link " + published + " to", staged, e);
    } catch (FileSystemException e) {
      copy(published, staged);
      sync(List.of(staged));
      return Outcome.COPIED;
    } catch (IOException e) {
      throw StorageException.of("link " + published + " to", staged, e);
    }
  }

  /** Makes the content of files, and the names in folders, durable; many at once. */
  public void sync(Collection<Path> filesOrFolders) {
    if (filesOrFolders.size() <= SYNC_ALONE) {
      filesOrFolders.forEach(Publication::sync);
      return;
    }
    CompletableFuture<?>[] running =
        filesOrFolders.stream()
            .map(path -> CompletableFuture.runAsync(() -> sync(path), SYNCING))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(running).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StorageException storage) {
        throw storage;
      }
      throw e;
    }
  }

  /** Creates the folders that targets will stand in, durably. Never used under staging. */
  public void createFolders(Collection<Path> folders) {
    Set<Path> changed = new TreeSet<>();
    for (Path folder : folders) {
      createFolder(folder, changed);
    }
    sync(changed);
  }

  /** The link itself. */
  protected void link(Kind kind, Path staged, Path target) throws IOException {
    Files.createLink(target, staged);
  }

  /** The rename itself. */
  protected void rename(Kind kind, Path staged, Path target) throws IOException {
    Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void createFolder(Path folder, Set<Path> changed) {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      createFolder(parent, changed);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new ConflictException(folder);
      }
    } catch (IOException e) {
      throw StorageException.of("create the folder", folder, e);
    }
    if (parent != null) {
      changed.add(parent);
    }
  }

  private static Outcome compare(Path staged, Path target) {
    try {
      if (Files.isSameFile(staged, target) || Files.mismatch(staged, target) == -1) {
        return Outcome.PRESENT;
      }
    } catch (NoSuchFileException e) {
      throw missing(staged, target, e);
    } catch (IOException e) {
      throw StorageException.of("compare " + staged + " with", target, e);
    }
    throw new ConflictException(target);
  }

  private static StorageException missing(Path staged, Path target, IOException cause) {
    if (!Files.exists(staged, LinkOption.NOFOLLOW_LINKS)) {
      return new FencedException(staged + " is gone: this work was taken over.", cause);
    }
    return StorageException.of("publish", target, cause);
  }

  /**
   * A volume that refuses links cannot fence. Data is named by its digest, so that a late copy can
   * do no harm; everything else must not be published this way. The refusal's number is not visible
   * in Java and its text is translated, so any refusal leads here; a real fault (a full or broken
   * disk) then shows itself while copying.
   */
  private Outcome refused(Kind kind, Path staged, Path target, FileSystemException cause) {
    if (kind != Kind.DATA) {
      throw new StorageException(
          "LINK_REFUSED",
          "Cannot link " + staged + " to " + target + ": " + cause.getReason() + ".",
          "Keep the whole warehouse on one local volume that supports hard links.",
          cause);
    }
    Path copy = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    copy(staged, copy);
    sync(List.of(copy));
    if (!Files.exists(staged, LinkOption.NOFOLLOW_LINKS)) {
      throw new FencedException(staged + " is gone: this work was taken over.", cause);
    }
    try {
      Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StorageException.of("rename " + copy + " to", target, e);
    }
    return Outcome.COPIED;
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (NoSuchFileException e) {
      throw missing(from, to, e);
    } catch (IOException e) {
      throw StorageException.of("copy " + from + " to", to, e);
    }
  }

  private static void sync(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException e) {
      throw new FencedException(path + " is gone: this work was taken over.", e);
    } catch (IOException e) {
      throw StorageException.of("sync", path, e);
    }
  }

  /** Threads of their own, because a sync waits for the disk and costs no processor time. */
  private static ExecutorService syncing() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            SYNC_THREADS,
            SYNC_THREADS,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "varve-sync");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}

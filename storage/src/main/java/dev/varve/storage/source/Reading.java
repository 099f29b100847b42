package dev.varve.storage.source;

import dev.varve.storage.Digest;
import dev.varve.storage.StorageException;
import dev.varve.storage.source.KnownDigests.Known;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks at the files of one source, and reads those of which nothing proves what they hold.
 *
 * @param digest how a file's content is digested
 */
record Reading(
    String source,
    Path projectFolder,
    boolean footer,
    KnownDigests known,
    InstantSource clock,
    Function<Path, Digest> digest) {

  /** Below this, starting threads costs more than it gives. */
  private static final long PARALLEL_BYTES = 32L << 20;

  private static final int READ_ATTEMPTS = 3;

  /** What the files hold now; those that do not exist are left out. */
  SortedMap<String, Known> files(List<String> paths) {
    SortedMap<String, Known> result = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    long bytes = 0;
    for (String path : paths) {
      Optional<SourceStamp> stamp = look(path);
      Optional<Known> same = stamp.flatMap(now -> known(path, now));
      if (same.isPresent()) {
        result.put(path, same.get());
      } else if (stamp.isPresent()) {
        unknown.add(path);
        bytes += footer ? 0 : stamp.get().size();
      }
    }
    Stream<String> toRead = bytes >= PARALLEL_BYTES ? unknown.parallelStream() : unknown.stream();
    List<Optional<Known>> read = toRead.map(this::read).toList();
    for (int i = 0; i < unknown.size(); i++) {
      String path = unknown.get(i);
      read.get(i).ifPresent(file -> result.put(path, file));
    }
    return result;
  }

  private Optional<Known> read(String path) {
    for (int attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
      long readNanos = nanos(clock.instant());
      Optional<SourceStamp> before = look(path);
      Optional<Digest> content = before.flatMap(stamp -> content(path));
      if (content.isEmpty()) {
        return Optional.empty();
      }
      if (look(path).equals(before)) {
        return Optional.of(new Known(footer, before.get(), readNanos, content.get()));
      }
    }
    throw new StorageException(
        "SOURCE_CHANGING",
        path + " of source " + source + " changes while it is read.",
        "Wait until it is written; better, write files elsewhere and rename them into place.");
  }

  private Optional<Digest> content(String path) {
    try {
      return Optional.of(digest.apply(projectFolder.resolve(path)));
    } catch (StorageException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return Optional.empty();
      }
      throw e.getCause() instanceof IOException cause ? unreadable(path, cause) : e;
    }
  }

  private Optional<SourceStamp> look(String path) {
    try {
      return Optional.of(SourceStamp.of(projectFolder.resolve(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private Optional<Known> known(String path, SourceStamp now) {
    return known.known(path).filter(file -> file.holdsFor(now, footer));
  }

  private StorageException unreadable(String path, IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return new StorageException(
          "SOURCE_UNREADABLE",
          path + " of source " + source + " cannot be read: permission denied.",
          "Give the user that runs Varve the right to read it.",
          cause);
    }
    return StorageException.of("read", projectFolder.resolve(path), cause);
  }

  private static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}

package dev.varve.storage.delta;

import dev.varve.storage.StorageException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The log folder of one table: names in it, and its commits as bytes. */
record DeltaLog(Path table) {
  private static final int DIGITS = 20;

  Path folder() {
    return table.resolve("_delta_log");
  }

  Path commit(long version) {
    return folder().resolve(padded(version) + ".json");
  }

  Path checkpoint(long version) {
    return folder().resolve(padded(version) + ".checkpoint.parquet");
  }

  private static String padded(long version) {
    String digits = Long.toString(version);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** The highest version that any file of the log belongs to; -1 when there is none. */
  long latestVersion() {
    long latest = -1;
    try (DirectoryStream<Path> names = Files.newDirectoryStream(folder())) {
      for (Path path : names) {
        latest = Math.max(latest, version(path.getFileName().toString()));
      }
    } catch (NoSuchFileException e) {
      return -1;
    } catch (IOException e) {
      throw StorageException.of("list", folder(), e);
    } catch (DirectoryIteratorException e) {
      throw StorageException.of("list", folder(), e.getCause());
    }
    return latest;
  }

  /** The version of a commit or checkpoint; -1 for other names. */
  private static long version(String name) {
    if (name.length() <= DIGITS
        || name.charAt(DIGITS) != '.'
        || !(name.endsWith(".json") || name.endsWith(".parquet"))) {
      return -1;
    }
    for (int i = 0; i < DIGITS; i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return -1;
      }
    }
    try {
      return Long.parseLong(name.substring(0, DIGITS));
    } catch (NumberFormatException e) {
      // Greater than any version can be.
      return -1;
    }
  }

  boolean isLatest(long version) {
    return (version < 0 || Files.exists(commit(version))) && !Files.exists(commit(version + 1));
  }

  /** What Varve wrote about a version; empty for commits of others and those cleaned away. */
  Optional<CommitSummary> summary(long version) {
    return bytes(version).flatMap(CommitSummary::read);
  }

  /** The metadata that a version's commit sets. */
  Optional<TableMetadata> metadata(long version) {
    return bytes(version).flatMap(TableMetadata::read);
  }

  private Optional<byte[]> bytes(long version) {
    try {
      return Optional.of(Files.readAllBytes(commit(version)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.of("read", commit(version), e);
    }
  }
}

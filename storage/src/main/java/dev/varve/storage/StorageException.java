package dev.varve.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Something that the warehouse could not do: a code, one sentence of problem, and the mend. The
 * message holds all three.
 */
public class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final long NEARLY_FULL = 1 << 20;

  private final String code;
  private final String problem;
  private final String mend;

  public StorageException(String code, String problem, String mend) {
    this(code, problem, mend, null);
  }

  public StorageException(String code, String problem, String mend, Throwable cause) {
    super(code + ": " + problem + " " + mend, cause);
    this.code = code;
    this.problem = problem;
    this.mend = mend;
  }

  /** In UPPER_SNAKE, stable: scripts and tests may rely on it. */
  public String code() {
    return code;
  }

  /** What is wrong, in one sentence, with the place. */
  public String problem() {
    return problem;
  }

  /** What to do about it, in one sentence. */
  public String mend() {
    return mend;
  }

  /**
   * Names the reason of a failed operation on a file.
   *
   * @param doing what was tried, as an infinitive: "write", "link", "list"
   */
  public static StorageException of(String doing, Path path, IOException cause) {
    String problem = "Cannot " + doing + " " + path + ": " + reason(cause) + ".";
    if (isFull(path, cause)) {
      return new StorageException(
          "DISK_FULL", problem, "Free some space on that volume and build again.", cause);
    }
    if (cause instanceof AccessDeniedException) {
      return new StorageException(
          "PERMISSION_DENIED",
          problem,
          "Give the user that runs Varve the right to read and write the warehouse.",
          cause);
    }
    if (cause instanceof NoSuchFileException) {
      return new StorageException(
          "FILE_MISSING",
          problem,
          "If something outside Varve removed it, build again; the step is then rebuilt.",
          cause);
    }
    if (says(cause, "Read-only file system")) {
      return new StorageException(
          "READ_ONLY", problem, "Mount the warehouse's volume for writing.", cause);
    }
    if (says(cause, "Too many open files")) {
      return new StorageException(
          "TOO_MANY_OPEN_FILES", problem, "Raise the limit with 'ulimit -n 65536'.", cause);
    }
    return new StorageException(
        "STORAGE_FAILED", problem, "Check the volume that holds the warehouse.", cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "no such file";
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** The system's words follow the user's language, so the volume is asked as well. */
  private static boolean isFull(Path path, IOException cause) {
    if (says(cause, "No space left on device") || says(cause, "Disk quota exceeded")) {
      return true;
    }
    if (cause instanceof NoSuchFileException || cause instanceof AccessDeniedException) {
      return false;
    }
    try {
      Path existing = path;
      while (existing != null && !Files.exists(existing)) {
        existing = existing.getParent();
      }
      return existing != null && Files.getFileStore(existing).getUsableSpace() < NEARLY_FULL;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean says(IOException cause, String words) {
    return cause.getMessage() != null && cause.getMessage().contains(words);
  }
}

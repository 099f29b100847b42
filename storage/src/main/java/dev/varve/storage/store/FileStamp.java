package dev.varve.storage.store;

import dev.varve.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a file looks like from outside. Equality is the cheap check of our own files. The time of
 * the last status change is no part of it: every hard link moves that.
 */
public record FileStamp(long size, long modifiedNanos, long inode) {
  private static final String ATTRIBUTES = "unix:size,lastModifiedTime,ino";

  public static FileStamp of(Path file) {
    try {
      return read(file);
    } catch (IOException e) {
      throw StorageException.of("look at", file, e);
    }
  }

  static FileStamp read(Path file) throws IOException {
    Map<String, Object> attributes = Files.readAttributes(file, ATTRIBUTES);
    return new FileStamp(
        (Long) attributes.get("size"),
        ((FileTime) attributes.get("lastModifiedTime")).to(TimeUnit.NANOSECONDS),
        (Long) attributes.get("ino"));
  }
}

package dev.varve.storage.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What tells without reading that a file of somebody else is the one that was read before. The
 * change time and the inode are there because copying tools restore the modification time.
 */
record SourceStamp(long size, long modifiedNanos, long changedNanos, long inode) {

  static SourceStamp of(Path file) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino");
    return new SourceStamp(
        (Long) attributes.get("size"),
        nanos((FileTime) attributes.get("lastModifiedTime")),
        nanos((FileTime) attributes.get("ctime")),
        (Long) attributes.get("ino"));
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}

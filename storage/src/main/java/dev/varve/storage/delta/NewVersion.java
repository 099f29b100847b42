package dev.varve.storage.delta;

import dev.varve.storage.store.DataFile;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * What the next version of a table is to hold.
 *
 * @param schema Delta schema JSON
 * @param table the model's name, for people who read the log
 * @param files all files of the version, already published in the table's folder; at least one, for
 *     a table without rows has one file without rows
 * @param timestampMillis wall-clock time: other tools count the age of removed files from it
 */
public record NewVersion(
    String schema,
    String table,
    String stepKey,
    long epoch,
    List<DataFile> files,
    long timestampMillis) {

  public NewVersion {
    Objects.requireNonNull(schema);
    Objects.requireNonNull(table);
    Objects.requireNonNull(stepKey);
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a version of " + table + " has at least one file");
    }
    for (DataFile file : files) {
      // Paths in the log are URLs: a name without escapes reads the same for everybody.
      if (!file.path().chars().allMatch(NewVersion::plain)) {
        throw new IllegalArgumentException("a file name that needs escapes: " + file.path());
      }
    }
    if (new HashSet<>(files.stream().map(DataFile::path).toList()).size() < files.size()) {
      throw new IllegalArgumentException("a file stands twice in a version of " + table);
    }
  }

  List<String> paths() {
    return files.stream().map(DataFile::path).toList();
  }

  private static boolean plain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "._-/".indexOf(c) >= 0;
  }
}

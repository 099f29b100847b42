package dev.varve.storage.delta.internal;

import dev.varve.storage.StorageException;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The only user of delta-kernel. It replays logs and writes checkpoints; it publishes nothing.
 *
 * <p>Its first use in a process loads Hadoop's classes, which takes most of a second: nothing on
 * the way of an ordinary build comes here.
 */
public final class Kernel {
  private Kernel() {}

  /** Replays the log up to a version. */
  public static KernelTable read(Path table, long version, String application) {
    LocalFileIO files = LocalFileIO.readOnly();
    Engine engine = engine(files);
    try {
      Snapshot snapshot = snapshot(table, version, engine);
      Metadata metadata = snapshot.getMetadata();
      Protocol protocol = snapshot.getProtocol();
      SortedSet<String> features = new TreeSet<>(protocol.getReaderFeatures());
      features.addAll(protocol.getWriterFeatures());
      return new KernelTable(
          snapshot.getVersion(),
          paths(snapshot, engine),
          metadata.getSchemaString(),
          metadata.getId(),
          metadata.getCreatedTime().orElse(0L),
          snapshot.getLatestTransactionVersion(engine, application).orElse(-1L),
          protocol.getMinReaderVersion(),
          protocol.getMinWriterVersion(),
          features);
    } catch (IOException | RuntimeException e) {
      throw unreadable(table, version, e);
    }
  }

  /**
   * Writes a checkpoint of a version as files in a staging folder.
   *
   * @param freshFile gives names in the staging folder
   * @return what to publish, by final name: the checkpoint first, then the hint that names it
   */
  public static List<StagedFile> checkpoint(Path table, long version, Supplier<Path> freshFile) {
    LocalFileIO files = LocalFileIO.staging(freshFile);
    Engine engine = engine(files);
    try {
      // By version, not the latest: for the latest, kernel would also delete old commits.
      snapshot(table, version, engine).writeCheckpoint(engine);
    } catch (IOException | RuntimeException e) {
      throw new StorageException(
          "DELTA_CHECKPOINT_FAILED",
          "Cannot write a checkpoint of version " + version + " of " + table + ": " + e + ".",
          "The table is complete without it; its log takes longer to read.",
          e);
    }
    return files.staged();
  }

  /**
   * A subclass, because its factory method is one of two of which the other needs Hadoop's types.
   */
  private static Engine engine(LocalFileIO files) {
    return new DefaultEngine(files) {};
  }

  private static Snapshot snapshot(Path table, long version, Engine engine) {
    return TableManager.loadSnapshot(LocalFileIO.url(table)).atVersion(version).build(engine);
  }

  private static List<String> paths(Snapshot snapshot, Engine engine) throws IOException {
    List<String> paths = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            Row row = rows.next();
            Row add = row.getStruct(row.getSchema().indexOf("add"));
            paths.add(add.getString(add.getSchema().indexOf("path")));
          }
        }
      }
    }
    Collections.sort(paths);
    return paths;
  }

  private static StorageException unreadable(Path table, long version, Exception cause) {
    return new StorageException(
        "DELTA_LOG_UNREADABLE",
        "The Delta log of "
            + table
            + " cannot be read at version "
            + version
            + ": "
            + cause.getMessage()
            + ".",
        "If the table was written or cleaned by another tool, restore its log, or move the table's"
            + " folder away and build again.",
        cause);
  }
}

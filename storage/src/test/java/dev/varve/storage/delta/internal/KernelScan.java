package dev.varve.storage.delta.internal;

import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plans scans as another reader would. */
public final class KernelScan {
  private final Path table;
  private final long version;

  public KernelScan(Path table, long version) {
    this.table = table;
    this.version = version;
  }

  /** The files that may have rows for which the predicate holds. */
  public List<String> files(Predicate predicate) throws IOException {
    Engine engine = new DefaultEngine(LocalFileIO.readOnly()) {};
    List<String> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        TableManager.loadSnapshot(LocalFileIO.url(table))
            .atVersion(version)
            .build(engine)
            .getScanBuilder()
            .withFilter(predicate)
            .build()
            .getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            Row add = rows.next().getStruct(0);
            files.add(add.getString(add.getSchema().indexOf("path")));
          }
        }
      }
    }
    return files.stream().sorted().toList();
  }
}

package dev.varve.tests.tpch;

import static java.util.stream.Collectors.joining;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The eight TPC-H tables as Parquet files: {@code lineitem/0.parquet}, …, {@code orders/0.parquet},
 * …, and one file for each of the others. The same scale factor gives the same bytes.
 */
public final class TpchData {
  private static final int SMALLEST_PART_COUNT = 4;

  private final double scaleFactor;

  public TpchData(double scaleFactor) {
    if (!(scaleFactor > 0)) {
      throw new IllegalArgumentException("the scale factor is not positive: " + scaleFactor);
    }
    this.scaleFactor = scaleFactor;
  }

  /** Writes all files into the folder, which need not exist; returns them in a fixed order. */
  public List<Path> write(Path folder) throws IOException, InterruptedException {
    List<Callable<Path>> files = new ArrayList<>();
    int parts = Math.max(SMALLEST_PART_COUNT, (int) Math.ceil(scaleFactor));
    for (TpchTable<?> table : List.of(TpchTable.LINE_ITEM, TpchTable.ORDERS)) {
      Path tableFolder = Files.createDirectories(folder.resolve(table.getTableName()));
      for (int part = 0; part < parts; part++) {
        files.add(file(table, part, parts, tableFolder.resolve(part + ".parquet")));
      }
    }
    for (TpchTable<?> table :
        List.of(
            TpchTable.PART_SUPPLIER,
            TpchTable.PART,
            TpchTable.CUSTOMER,
            TpchTable.SUPPLIER,
            TpchTable.NATION,
            TpchTable.REGION)) {
      files.add(file(table, 0, 1, folder.resolve(table.getTableName() + ".parquet")));
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Path> written = new ArrayList<>();
      for (Future<Path> file : threads.invokeAll(files)) {
        written.add(file.get());
      }
      return List.copyOf(written);
    } catch (ExecutionException e) {
      throw new IOException("a TPC-H file could not be written to " + folder, e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private <E extends TpchEntity> Callable<Path> file(
      TpchTable<E> table, int part, int parts, Path target) {
    return () -> {
      writeFile(table, part, parts, target);
      return target;
    };
  }

  private <E extends TpchEntity> void writeFile(
      TpchTable<E> table, int part, int parts, Path target) throws SQLException {
    List<TpchColumnWriter<E>> columns =
        table.getColumns().stream().map(TpchColumnWriter::of).toList();
    try (var connection =
            DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        var statement = connection.createStatement()) {
      // One thread, so that the row groups of a file are the same wherever it is written.
      statement.execute("set threads = 1");
      statement.execute(
          columns.stream()
              .map(TpchColumnWriter::declaration)
              .collect(joining(", ", "create table rows (", ")")));
      try (DuckDBAppender appender = connection.createAppender("rows")) {
        // The generator counts parts from one.
        for (E row : table.createGenerator(scaleFactor, part + 1, parts)) {
          appender.beginRow();
          for (TpchColumnWriter<E> column : columns) {
            column.append().to(appender, row);
          }
          appender.endRow();
        }
      }
      statement.execute(
          "copy rows to '%s' (format parquet, compression zstd)"
              .formatted(target.toString().replace("'", "''")));
    }
  }
}

package dev.varve.storage.parquet;

import dev.varve.storage.store.ColumnDigest;
import dev.varve.storage.store.ColumnStatistics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one Parquet file holds.
 *
 * @param rows the number of rows
 * @param columns a digest of the content of each top-level column, in file order; neither the
 *     column's own name nor its position is part of it, its type is
 * @param statistics of the top-level primitive columns that have them in every row group
 * @param keyValues the file's key-value metadata in file order
 */
public record ParquetContents(
    long rows,
    List<ColumnDigest> columns,
    List<ColumnStatistics> statistics,
    Map<String, String> keyValues) {

  public ParquetContents {
    columns = List.copyOf(columns);
    statistics = List.copyOf(statistics);
    keyValues = Collections.unmodifiableMap(new LinkedHashMap<>(keyValues));
  }

  /**
   * The column digests of a table that consists of these files in this order.
   *
   * @throws IllegalArgumentException when the files do not all have the same columns, or there is
   *     none
   */
  public static List<ColumnDigest> columnsOf(List<ParquetContents> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a table has at least one file");
    }
    List<String> names = files.get(0).columnNames();
    for (ParquetContents file : files) {
      if (!file.columnNames().equals(names)) {
        throw new IllegalArgumentException(
            "files of one table have the columns " + names + " and " + file.columnNames());
      }
    }
    List<ColumnDigest> result = new ArrayList<>(names.size());
    for (int column = 0; column < names.size(); column++) {
      Encoding encoding = new Encoding("varve table column 1").number(files.size());
      for (ParquetContents file : files) {
        encoding.number(file.rows()).text(file.columns().get(column).digest().hex());
      }
      result.add(new ColumnDigest(names.get(column), encoding.digest()));
    }
    return List.copyOf(result);
  }

  private List<String> columnNames() {
    return columns.stream().map(ColumnDigest::column).toList();
  }
}

package dev.varve.storage.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/**
 * Writes files whose footers are real and whose chunks hold any bytes at all: enough for what reads
 * footers and chunks but no pages.
 */
final class TestFile {
  private final List<SchemaElement> schema = new ArrayList<>();
  private final List<RowGroup> groups = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int topLevel;

  private TestFile() {
    bytes.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
  }

  static TestFile withColumns(SchemaElement... columns) {
    TestFile file = new TestFile();
    for (SchemaElement column : columns) {
      file.schema.add(column);
      file.topLevel++;
    }
    return file;
  }

  /** A file with one column, a group. */
  static TestFile withGroup(SchemaElement group, SchemaElement... fields) {
    TestFile file = withColumns(group.setNum_children(fields.length));
    file.schema.addAll(List.of(fields));
    return file;
  }

  static SchemaElement column(String name, Type type) {
    return new SchemaElement(name).setType(type).setRepetition_type(FieldRepetitionType.OPTIONAL);
  }

  static SchemaElement group(String name) {
    return new SchemaElement(name).setRepetition_type(FieldRepetitionType.OPTIONAL);
  }

  static Chunk chunk(String content) {
    return new Chunk(content.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes between the chunks, which belong to no column. */
  TestFile gap(String content) {
    bytes.writeBytes(content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  TestFile rowGroup(long rows, Chunk... chunks) {
    RowGroup group = new RowGroup(new ArrayList<>(), 0, rows);
    List<SchemaElement> leaves = schema.stream().filter(SchemaElement::isSetType).toList();
    for (int i = 0; i < chunks.length; i++) {
      Chunk chunk = chunks[i];
      ColumnMetaData metadata =
          new ColumnMetaData(
              leaves.get(i).getType(),
              List.of(Encoding.PLAIN),
              List.of(leaves.get(i).getName()),
              chunk.codec,
              rows,
              chunk.content.length,
              chunk.content.length,
              bytes.size());
      if (chunk.statistics != null) {
        metadata.setStatistics(chunk.statistics);
      }
      bytes.writeBytes(chunk.content);
      group.addToColumns(new ColumnChunk(0).setMeta_data(metadata));
    }
    groups.add(group);
    return this;
  }

  Path writeTo(Path file) throws IOException {
    List<SchemaElement> all = new ArrayList<>();
    all.add(new SchemaElement("root").setNum_children(topLevel));
    all.addAll(schema);
    long rows = groups.stream().mapToLong(RowGroup::getNum_rows).sum();
    FileMetaData metadata = new FileMetaData(1, all, rows, groups);
    for (SchemaElement element : schema) {
      if (element.isSetType()) {
        metadata.addToColumn_orders(ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()));
      }
    }
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metadata, footer);
    bytes.writeBytes(footer.toByteArray());
    bytes.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.size()).array());
    bytes.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    return Files.write(file, bytes.toByteArray());
  }

  static final class Chunk {
    private final byte[] content;
    private CompressionCodec codec = CompressionCodec.ZSTD;
    private Statistics statistics;

    private Chunk(byte[] content) {
      this.content = content;
    }

    Chunk codec(CompressionCodec value) {
      codec = value;
      return this;
    }

    Chunk nulls(long count) {
      statistics = new Statistics().setNull_count(count);
      return this;
    }

    Chunk longs(long min, long max, long nullCount) {
      return bounds(longBytes(min), longBytes(max), nullCount);
    }

    Chunk bounds(byte[] min, byte[] max, long nullCount) {
      statistics = new Statistics().setNull_count(nullCount).setMin_value(min).setMax_value(max);
      return this;
    }

    Chunk inexact() {
      statistics.setIs_max_value_exact(false);
      return this;
    }

    private static byte[] longBytes(long value) {
      return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    }
  }
}

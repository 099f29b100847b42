package dev.varve.storage.parquet;

import dev.varve.storage.Digest;
import dev.varve.storage.StorageException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** The parsed and checked footer of one file. */
final class Footer {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED_MAGIC = "PARE".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = 8;

  /** Footers are mostly smaller than this, so that one read at the end of the file suffices. */
  private static final int FIRST_READ = 64 * 1024;

  private final Path file;
  private final long fileSize;
  private final byte[] bytes;
  private final FileMetaData metadata;
  private final List<TopLevelColumn> columns;

  private Footer(Path file, long fileSize, byte[] bytes, FileMetaData metadata) {
    this.file = file;
    this.fileSize = fileSize;
    this.bytes = bytes;
    this.metadata = metadata;
    this.columns = TopLevelColumn.of(metadata.getSchema(), this::damaged);
    checkChunks();
  }

  static Footer read(Path file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < MAGIC.length + TAIL) {
      throw damaged(file, "it has only " + size + " bytes");
    }
    byte[] end = read(channel, Math.max(0, size - FIRST_READ), (int) Math.min(size, FIRST_READ));
    byte[] magic = Arrays.copyOfRange(end, end.length - MAGIC.length, end.length);
    if (Arrays.equals(magic, ENCRYPTED_MAGIC)) {
      throw new StorageException(
          "PARQUET_ENCRYPTED",
          file + " is an encrypted Parquet file.",
          "Write it without encryption.");
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw damaged(file, "it does not end as a Parquet file does");
    }
    int length =
        ByteBuffer.wrap(end, end.length - TAIL, Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt();
    if (length <= 0 || length > size - TAIL - MAGIC.length) {
      throw damaged(file, "its footer cannot have " + length + " bytes");
    }
    byte[] footer =
        length + TAIL <= end.length
            ? Arrays.copyOfRange(end, end.length - TAIL - length, end.length - TAIL)
            : read(channel, size - TAIL - length, length);
    return new Footer(file, size, footer, parse(file, footer));
  }

  private static FileMetaData parse(Path file, byte[] footer) {
    try {
      return Util.readFileMetaData(new ByteArrayInputStream(footer));
    } catch (IOException | RuntimeException e) {
      // Thrift throws unchecked exceptions too when the bytes are not what they should be.
      throw damaged(file, "its footer cannot be parsed");
    }
  }

  private static byte[] read(FileChannel channel, long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return buffer.array();
  }

  private void checkChunks() {
    int leaves = columns.stream().mapToInt(TopLevelColumn::leaves).sum();
    for (RowGroup group : rowGroups()) {
      if (group.getColumnsSize() != leaves) {
        throw damaged("a row group has " + group.getColumnsSize() + " of " + leaves + " columns");
      }
      for (ColumnChunk chunk : group.getColumns()) {
        if (chunk.isSetFile_path() || !chunk.isSetMeta_data()) {
          throw damaged("a column's data is in another file or encrypted");
        }
      }
    }
  }

  Path file() {
    return file;
  }

  long fileSize() {
    return fileSize;
  }

  long rows() {
    return metadata.getNum_rows();
  }

  List<TopLevelColumn> columns() {
    return columns;
  }

  List<RowGroup> rowGroups() {
    List<RowGroup> groups = metadata.getRow_groups();
    return groups == null ? List.of() : groups;
  }

  /** Whether the statistics' minimum and maximum follow the order that the type defines. */
  boolean typeDefinedOrder(int leaf) {
    return metadata.isSetColumn_orders()
        && leaf < metadata.getColumn_ordersSize()
        && metadata.getColumn_orders().get(leaf).isSetTYPE_ORDER();
  }

  Map<String, String> keyValues() {
    Map<String, String> result = new LinkedHashMap<>();
    if (metadata.isSetKey_value_metadata()) {
      for (KeyValue entry : metadata.getKey_value_metadata()) {
        result.put(entry.getKey(), entry.isSetValue() ? entry.getValue() : "");
      }
    }
    return result;
  }

  Digest identity() {
    return new Encoding("varve parquet footer 1").number(fileSize).bytes(bytes).digest();
  }

  StorageException damaged(String why) {
    return damaged(file, why);
  }

  private static StorageException damaged(Path file, String why) {
    return new StorageException(
        "PARQUET_DAMAGED",
        file + " is not a readable Parquet file: " + why + ".",
        "Write the file again, or take it out of the path.");
  }
}

package dev.varve.storage.parquet;

import dev.varve.storage.Digest;
import dev.varve.storage.store.ColumnDigest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * One sequential pass over a file that digests the whole of it and each column chunk.
 *
 * <p>A column's digest is made of its chunks' digests, so it does not depend on where in the file a
 * chunk lies; the bytes of a page hold no position either.
 */
final class ColumnPass {
  private static final int BUFFER = 1 << 20;
  private static final long LARGE = 16L << 20;

  private final Footer footer;

  /** By row group, then by leaf column. */
  private final List<List<Chunk>> chunks = new ArrayList<>();

  ColumnPass(Footer footer) {
    this.footer = footer;
    for (RowGroup group : footer.rowGroups()) {
      List<Chunk> row = new ArrayList<>(group.getColumnsSize());
      for (ColumnChunk chunk : group.getColumns()) {
        row.add(new Chunk(chunk.getMeta_data()));
      }
      chunks.add(row);
    }
  }

  /** Reads the file once; returns the digest of all its bytes. */
  Digest run(FileChannel channel) throws IOException {
    List<Chunk> inFileOrder = inFileOrder();
    MessageDigest whole = sha256();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, footer.fileSize()));
    Executor executor = footer.fileSize() >= LARGE ? ForkJoinPool.commonPool() : Runnable::run;
    long position = 0;
    int next = 0;
    while (position < footer.fileSize()) {
      buffer.clear();
      int count = channel.read(buffer, position);
      if (count < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      // The two digests cost the same; in a large file each has a thread.
      Runnable hashWhole = () -> whole.update(buffer.array(), 0, count);
      CompletableFuture<Void> hashing = CompletableFuture.runAsync(hashWhole, executor);
      long end = position + count;
      while (next < inFileOrder.size() && inFileOrder.get(next).start < end) {
        Chunk chunk = inFileOrder.get(next);
        int from = (int) Math.max(0, chunk.start - position);
        int to = (int) (Math.min(end, chunk.end) - position);
        chunk.digest.update(buffer.array(), from, to - from);
        if (chunk.end > end) {
          break;
        }
        next++;
      }
      hashing.join();
      position = end;
    }
    return new Digest(HexFormat.of().formatHex(whole.digest()));
  }

  private List<Chunk> inFileOrder() {
    List<Chunk> sorted = new ArrayList<>();
    chunks.forEach(sorted::addAll);
    sorted.sort(Comparator.comparingLong((Chunk chunk) -> chunk.start).thenComparing(c -> c.end));
    long free = 0;
    for (Chunk chunk : sorted) {
      if (chunk.start < free || chunk.end < chunk.start || chunk.end > footer.fileSize()) {
        throw footer.damaged("its column chunks overlap or lie outside of it");
      }
      free = chunk.end;
    }
    return sorted;
  }

  /** The digests of the top-level columns; to be called once, after {@link #run}. */
  List<ColumnDigest> columns() {
    byte[][][] digests = new byte[chunks.size()][][];
    for (int group = 0; group < digests.length; group++) {
      digests[group] =
          chunks.get(group).stream().map(chunk -> chunk.digest.digest()).toArray(byte[][]::new);
    }
    List<ColumnDigest> result = new ArrayList<>(footer.columns().size());
    for (TopLevelColumn column : footer.columns()) {
      Encoding encoding = new Encoding("varve parquet column 1");
      column.encodeType(encoding);
      encoding.number(digests.length);
      for (int group = 0; group < digests.length; group++) {
        encoding.number(footer.rowGroups().get(group).getNum_rows());
        for (int i = 0; i < column.leaves(); i++) {
          int leaf = column.firstLeaf() + i;
          ColumnMetaData metadata = chunks.get(group).get(leaf).metadata;
          encoding.text(metadata.getCodec().name());
          encoding.number(metadata.getNum_values());
          encoding.bytes(digests[group][leaf]);
        }
      }
      result.add(new ColumnDigest(column.name(), encoding.digest()));
    }
    return List.copyOf(result);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static final class Chunk {
    private final ColumnMetaData metadata;
    private final long start;
    private final long end;
    private final MessageDigest digest = sha256();

    Chunk(ColumnMetaData metadata) {
      this.metadata = metadata;
      long data = metadata.getData_page_offset();
      // Some writers set a dictionary offset of 0 for "none"; no page can be there.
      boolean dictionary =
          metadata.isSetDictionary_page_offset() && metadata.getDictionary_page_offset() > 0;
      this.start = dictionary ? Math.min(data, metadata.getDictionary_page_offset()) : data;
      this.end = start + metadata.getTotal_compressed_size();
    }
  }
}

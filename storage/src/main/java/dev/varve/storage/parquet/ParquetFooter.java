package dev.varve.storage.parquet;

import dev.varve.storage.Digest;
import dev.varve.storage.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads what a Parquet file says about itself. */
public final class ParquetFooter {
  private ParquetFooter() {}

  /** Rows, column digests, statistics and metadata; reads the whole file. */
  public static ParquetContents read(Path file) {
    return readWithDigest(file).contents();
  }

  /** The same together with the digest of the whole file, from one pass over its bytes. */
  public static ParquetFile readWithDigest(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Footer footer = Footer.read(file, channel);
      ColumnPass pass = new ColumnPass(footer);
      Digest digest = pass.run(channel);
      ParquetContents contents =
          new ParquetContents(
              footer.rows(), pass.columns(), FooterStatistics.of(footer), footer.keyValues());
      return new ParquetFile(digest, footer.fileSize(), contents);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** What the footer alone tells; the data pages are not read. */
  public static ParquetSummary summary(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Footer footer = Footer.read(file, channel);
      return new ParquetSummary(
          footer.identity(),
          footer.rows(),
          footer.columns().stream().map(TopLevelColumn::name).toList(),
          FooterStatistics.of(footer),
          footer.keyValues());
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StorageException unreadable(Path file, IOException e) {
    return StorageException.of("read", file, e);
  }
}

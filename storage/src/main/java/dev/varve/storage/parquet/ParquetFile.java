package dev.varve.storage.parquet;

import dev.varve.storage.Digest;

/**
 * A Parquet file as one pass over its bytes shows it: the digest of all of it, and its contents.
 */
public record ParquetFile(Digest digest, long size, ParquetContents contents) {}

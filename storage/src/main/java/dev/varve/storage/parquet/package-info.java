/**
 * What a Parquet file says about itself: rows, statistics, and digests of its columns' content.
 *
 * <p>Read from the raw thrift footer, without Hadoop.
 */
package dev.varve.storage.parquet;

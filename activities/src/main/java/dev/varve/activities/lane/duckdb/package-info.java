/**
 * The duckdb lane: runs a step's query and writes its rows as one Parquet file.
 *
 * <p>{@link dev.varve.activities.lane.duckdb.DuckDbLanes} is the way in; all else is its own.
 */
package dev.varve.activities.lane.duckdb;

/**
 * The duckdb lane: runs a step's query and writes its rows as one Parquet file.
 *
 * <p>{@link dev.varve.activities.lane.DuckDbLanes} is the way in. It knows nothing of projects,
 * plans or the warehouse: what it needs comes as records of this package, with absolute paths.
 */
package dev.varve.activities.lane;

package dev.varve.planner.compile;

import dev.varve.planner.types.StoredType;

/**
 * A column of a model's table.
 *
 * @param engineType what the engine computes
 * @param stored what is written, and what readers bind against
 * @param notNull as declared; checked when the rows are there
 */
public record OutputColumn(String name, String engineType, StoredType stored, boolean notNull) {}

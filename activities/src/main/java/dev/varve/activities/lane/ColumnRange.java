package dev.varve.activities.lane;

import java.util.Optional;

/**
 * What the engine counted of a column while it wrote it. Bounds are the engine's text; there are
 * none for nested columns, for very long text, where all is NULL, and where a NaN is among the
 * values.
 */
public record ColumnRange(
    String column, Optional<String> min, Optional<String> max, long nulls, boolean hasNan) {}

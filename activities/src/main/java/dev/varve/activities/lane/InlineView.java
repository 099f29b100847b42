package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

/** A name that stands for a query over the inputs and over the views before it. */
public record InlineView(String schema, String name, String sql) {
  public InlineView {
    requireNonNull(schema, "schema");
    requireNonNull(name, "name");
    requireNonNull(sql, "sql");
  }
}

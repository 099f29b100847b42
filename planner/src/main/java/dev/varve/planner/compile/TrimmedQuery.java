package dev.varve.planner.compile;

import dev.varve.planner.Fingerprint;
import java.util.List;

/**
 * What a query computes in some of its columns, where its inputs as multisets determine that.
 *
 * @param query its columns in the order in which they were asked for, and those that it reads in
 *     the order of {@code inputs}, without names
 * @param inputs the tables that are still read, each with the columns that still count
 */
public record TrimmedQuery(Fingerprint query, List<InputUse> inputs) {
  public TrimmedQuery {
    inputs = List.copyOf(inputs);
  }
}

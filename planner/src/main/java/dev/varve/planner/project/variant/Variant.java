package dev.varve.planner.project.variant;

import dev.varve.planner.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of the tables that a model makes.
 *
 * @param name what its table's name ends in
 * @param values of parameters, by name
 */
public record Variant(String name, Place place, Map<String, Value> values) {
  /** A value as written; a list as a JSON array. */
  public record Value(String text, Place place) {}

  public Variant {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}

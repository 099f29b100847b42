package dev.varve.planner.project;

import dev.varve.planner.Place;
import dev.varve.planner.project.contract.ColumnContract;
import dev.varve.planner.project.contract.Evolution;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the comment at the top of a model declares.
 *
 * @param columns by name, in the order written
 * @param places of the header's keys as written, for problems that are found later
 */
public record ModelHeader(
    String description,
    List<String> tags,
    List<String> key,
    List<OrderTerm> orderBy,
    List<String> partitionBy,
    Map<String, ColumnContract> columns,
    Optional<Evolution> evolution,
    Optional<Tier> tier,
    Optional<String> profile,
    Kind kind,
    Map<String, Place> places) {

  /** What a model becomes. */
  public enum Kind {
    TABLE,
    INLINE
  }

  /** Of a model that declares nothing. */
  public static final ModelHeader EMPTY = described("");

  /** Of a model of which nothing more is said. */
  public static ModelHeader described(String description) {
    return new ModelHeader(
        description,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Kind.TABLE,
        Map.of());
  }

  public ModelHeader {
    tags = List.copyOf(tags);
    key = List.copyOf(key);
    orderBy = List.copyOf(orderBy);
    partitionBy = List.copyOf(partitionBy);
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
  }

  /** Where the value of a header key such as {@code key} or {@code tier} is written. */
  public Optional<Place> placeOf(String headerKey) {
    return Optional.ofNullable(places.get(headerKey));
  }
}

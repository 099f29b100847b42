package dev.varve.planner.project.table;

import dev.varve.planner.Place;
import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A parameter whose value is a table. Models name it as {@code params.name}.
 *
 * @param columns their types by name, in order
 * @param rows where nothing else is given; without any, something has to be
 * @param file of the project that holds them, as declared
 */
public record TableParameter(
    String name,
    Map<String, ParameterType> columns,
    Optional<TableRows> rows,
    Optional<Scalar> file,
    String description,
    Place place) {
  /** The schema that all of them are in. */
  public static final String SCHEMA = "params";

  public TableParameter {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
  }

  /** What models call it. */
  public String table() {
    return SCHEMA + "." + name;
  }

  public TableParameter with(TableRows given) {
    return new TableParameter(name, columns, Optional.of(given), file, description, place);
  }
}

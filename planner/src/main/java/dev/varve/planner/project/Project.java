package dev.varve.planner.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A project as it is declared, with nothing wrong in it.
 *
 * @param sources by name, in the order declared
 * @param profiles the built-in ones and the project's own, by name
 * @param models by name
 */
public record Project(
    String name,
    Setting warehouse,
    String timezone,
    Map<String, SourceDeclaration> sources,
    Map<String, ParameterDeclaration> parameters,
    Defaults defaults,
    Map<String, Profile> profiles,
    List<ModelFile> models) {
  public Project {
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    models = List.copyOf(models);
  }
}

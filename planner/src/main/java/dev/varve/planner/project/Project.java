package dev.varve.planner.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.project.function.FunctionFile;
import dev.varve.planner.project.parameter.Arguments;
import dev.varve.planner.project.parameter.ParameterDeclaration;
import dev.varve.planner.project.table.TableParameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A project as it is declared, with nothing wrong in it.
 *
 * @param sources by name, in the order declared
 * @param tables the parameters that are tables, by name; each is a model too
 * @param profiles the built-in ones and the project's own, by name
 * @param functions the project's own, by name
 * @param models by name
 */
public record Project(
    String name,
    Setting warehouse,
    String timezone,
    Map<String, SourceDeclaration> sources,
    Map<String, ParameterDeclaration> parameters,
    Map<String, TableParameter> tables,
    Defaults defaults,
    Map<String, Profile> profiles,
    List<FunctionFile> functions,
    List<ModelFile> models) {
  public Project {
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    profiles = Collections.unmodifiableMap(new LinkedHashMap<>(profiles));
    functions = List.copyOf(functions);
    models = List.copyOf(models);
  }

  /** The parameters that models name; all others need no value. */
  public SortedSet<String> parametersRead() {
    TreeSet<String> read = new TreeSet<>();
    models.forEach(model -> read.addAll(model.sql().parameters()));
    return Collections.unmodifiableSortedSet(read);
  }

  /**
   * The values that a build uses for the parameters.
   *
   * @param given text by the parameter's name
   * @param environment the value of a variable by its name, for defaults that refer to one
   * @throws InputException with every value that is missing, unknown or not of its type
   */
  public Arguments arguments(
      Map<String, String> given, Function<String, Optional<String>> environment) {
    Map<String, String> values = new LinkedHashMap<>(given);
    values.keySet().removeAll(tables.keySet());
    return Arguments.of(parameters, parametersRead(), values, environment);
  }

  /** The same with other models. */
  public Project withModels(List<ModelFile> others) {
    return new Project(
        name,
        warehouse,
        timezone,
        sources,
        parameters,
        tables,
        defaults,
        profiles,
        functions,
        others);
  }

  /** A problem for each variable of the environment that a setting needs and that is not set. */
  public List<Problem> unresolved(Function<String, Optional<String>> environment) {
    return Stream.concat(
            Stream.of(warehouse), sources.values().stream().map(SourceDeclaration::path))
        .flatMap(setting -> setting.unresolved(environment).stream())
        .toList();
  }
}

package dev.varve.planner.project.parameter;

import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.project.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The values that one build uses for the project's parameters. */
public record Arguments(SortedMap<String, TypedLiteral> values) {
  public Arguments {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * Matches what was given against what is declared; defaults fill the rest.
   *
   * @param read parameters that need a value
   * @param given text by the parameter's name
   * @param environment the value of a variable by its name, for defaults that refer to one
   * @throws InputException with every value that is missing, unknown or not of its type
   */
  public static Arguments of(
      Map<String, ParameterDeclaration> declared,
      Collection<String> read,
      Map<String, String> given,
      Function<String, Optional<String>> environment) {
    List<Problem> problems = new ArrayList<>();
    TreeMap<String, TypedLiteral> values = new TreeMap<>();
    for (String name : new TreeMap<>(given).keySet()) {
      if (!declared.containsKey(name)) {
        problems.add(unknown(name, declared));
      }
    }
    for (ParameterDeclaration parameter : declared.values()) {
      String argument = given.get(parameter.name());
      if (argument != null) {
        read(parameter, argument, "--param " + parameter.name() + "=" + argument, problems, values);
      } else if (parameter.defaultValue().isPresent()) {
        Setting setting = parameter.defaultValue().get();
        List<Problem> unresolved = setting.unresolved(environment);
        problems.addAll(unresolved);
        if (unresolved.isEmpty()) {
          String value = setting.resolve(environment).value();
          read(parameter, value, "The default " + setting, problems, values);
        }
      } else if (read.contains(parameter.name())) {
        problems.add(
            Problem.at(
                parameter.place(),
                "PARAMETER_MISSING",
                "The parameter " + parameter.name() + " has no value.",
                "Give one as --param "
                    + parameter.name()
                    + "=… ("
                    + parameter.type()
                    + "), or a default here."));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return new Arguments(values);
  }

  private static void read(
      ParameterDeclaration parameter,
      String text,
      String shown,
      List<Problem> problems,
      Map<String, TypedLiteral> values) {
    TypedLiteral.Reading reading = TypedLiteral.read(parameter.type(), text);
    if (reading instanceof TypedLiteral.Reading.Valid valid) {
      values.put(parameter.name(), valid.literal());
    } else if (reading instanceof TypedLiteral.Reading.Invalid invalid) {
      problems.add(
          Problem.at(
              parameter.place(),
              "BAD_ARGUMENT",
              shown + " is not " + parameter.type() + ".",
              "Give " + invalid.expected() + "."));
    }
  }

  private static Problem unknown(String name, Map<String, ParameterDeclaration> declared) {
    return Problem.of(
        "UNKNOWN_PARAMETER",
        "The project has no parameter " + name + ".",
        Nearest.hint(name, declared.keySet())
            + (declared.isEmpty()
                ? "Declare it under params in varve.yaml."
                : "Declared are: " + String.join(", ", declared.keySet()) + "."));
  }
}

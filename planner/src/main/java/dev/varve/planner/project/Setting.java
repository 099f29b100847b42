package dev.varve.planner.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.yaml.YamlFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of {@code varve.yaml} that may refer to the environment as <code>${env:NAME}</code>. It
 * holds what is written, never what the variable holds, so it can be stored and shown.
 */
public record Setting(String written, Place place) {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)\\}");

  /**
   * What a setting stands for. Only {@link #value()} tells it; printed, it shows what is written.
   */
  public static final class Resolved {
    private final Setting setting;
    private final String value;

    private Resolved(Setting setting, String value) {
      this.setting = setting;
      this.value = value;
    }

    /** The value itself, which may be a secret. */
    public String value() {
      return value;
    }

    @Override
    public String toString() {
      return setting.toString();
    }
  }

  /** Whether it refers to the environment. */
  public boolean isDeferred() {
    return written.contains(YamlFields.ENVIRONMENT);
  }

  /** The variables it refers to, each once. */
  public List<String> variables() {
    return REFERENCE.matcher(written).results().map(found -> found.group(1)).distinct().toList();
  }

  /** Whether every reference in it is well-formed. */
  boolean isWellFormed() {
    return !REFERENCE.matcher(written).replaceAll("").contains(YamlFields.ENVIRONMENT);
  }

  /**
   * Puts in the values of the variables.
   *
   * @param environment the value of a variable by its name
   * @throws InputException when a variable is not set
   */
  public Resolved resolve(Function<String, Optional<String>> environment) {
    List<Problem> problems = unresolved(environment);
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    String value =
        REFERENCE
            .matcher(written)
            .replaceAll(
                found -> Matcher.quoteReplacement(environment.apply(found.group(1)).orElseThrow()));
    return new Resolved(this, value);
  }

  /** A problem for each variable that is not set. */
  public List<Problem> unresolved(Function<String, Optional<String>> environment) {
    List<Problem> problems = new ArrayList<>();
    for (String variable : variables()) {
      if (environment.apply(variable).isEmpty()) {
        problems.add(
            Problem.at(
                place,
                "VARIABLE_NOT_SET",
                "The environment variable " + variable + " is not set.",
                "Set it where the build runs, or write the value here."));
      }
    }
    return problems;
  }

  /** What is written; the value of a variable is never in it. */
  @Override
  public String toString() {
    return written;
  }
}

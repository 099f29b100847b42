package dev.varve.activities.plan;

import java.util.List;
import java.util.Objects;

/** The functions that the models of a project can call: the answer of {@code varve functions}. */
public record FunctionReport(int formatVersion, String project, List<ListedFunction> functions) {
  public static final int FORMAT_VERSION = 1;

  public FunctionReport {
    Objects.requireNonNull(project);
    functions = List.copyOf(functions);
  }

  /** The same with only those that work on one row after the other. */
  public FunctionReport slow() {
    return new FunctionReport(
        formatVersion,
        project,
        functions.stream().filter(function -> function.rung().equals("row by row")).toList());
  }
}

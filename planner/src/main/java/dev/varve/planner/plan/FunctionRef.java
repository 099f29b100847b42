package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import java.util.List;

/**
 * One overload of a function, as the binder resolved it.
 *
 * @param name with catalogue and schema where the engine gives them
 * @param parameterTypes of the overload
 * @param bindData what the binder computed from the arguments, as JSON; empty where it says nothing
 */
public record FunctionRef(String name, List<EngineType> parameterTypes, String bindData) {
  private static final String BUILT_IN = "system.main.";

  /** The operator that gives NULL for what cannot be computed; no function has its name. */
  public static final FunctionRef TRY = new FunctionRef("TRY", List.of(), "");

  public FunctionRef {
    parameterTypes = List.copyOf(parameterTypes);
  }

  /** Without catalogue and schema where it is one of the engine's own; else as it is. */
  public String shortName() {
    return name.startsWith(BUILT_IN) ? name.substring(BUILT_IN.length()) : name;
  }
}

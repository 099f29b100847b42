package dev.varve.planner.contract;

import dev.varve.planner.Place;
import dev.varve.planner.project.contract.AcceptedValue;
import dev.varve.planner.project.contract.ColumnContract;
import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.project.parameter.TypedLiteral;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The values that a column may hold, as literals of its type. */
public final class AcceptedValues {
  private AcceptedValues() {}

  /** Gets what is wrong with a declaration. */
  @FunctionalInterface
  public interface Complaints {
    void add(Place place, String code, String message, String mend);
  }

  /**
   * The values in their one written form, each once.
   *
   * @param engineType of the column where it is checked
   */
  public static List<String> of(ColumnContract column, String engineType, Complaints complaints) {
    if (column.accepted().isEmpty()) {
      return List.of();
    }
    Optional<ParameterType> type = ParameterType.parse(engineType).filter(t -> !t.list());
    if (type.isEmpty()) {
      complaints.add(
          column.accepted().get(0).place(),
          "CONTRACT_VALUE",
          "The column " + column.name() + " is " + engineType + ", whose values cannot be listed.",
          "Leave accepted_values out, or make it one of: "
              + String.join(", ", ParameterType.NAMES)
              + ".");
      return List.of();
    }
    Set<String> values = new LinkedHashSet<>();
    for (AcceptedValue value : column.accepted()) {
      TypedLiteral.Reading reading = TypedLiteral.read(type.get(), value.text());
      if (reading instanceof TypedLiteral.Reading.Valid valid) {
        values.add(valid.literal().text());
      } else if (reading instanceof TypedLiteral.Reading.Invalid invalid) {
        complaints.add(
            value.place(),
            "CONTRACT_VALUE",
            "The accepted value \""
                + value.text()
                + "\" of column "
                + column.name()
                + " is not "
                + type.get()
                + ".",
            "Write " + invalid.expected() + ".");
      }
    }
    return List.copyOf(values);
  }
}

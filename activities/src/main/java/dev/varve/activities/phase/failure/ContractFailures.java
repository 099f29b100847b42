package dev.varve.activities.phase.failure;

import dev.varve.activities.lane.Violation;
import java.util.List;

/** What is said of rows that break a contract. */
public final class ContractFailures {
  private ContractFailures() {}

  /** The code of one broken rule. */
  public static String code(Violation violation) {
    return violation.rule().name() + "_VIOLATED";
  }

  /** One sentence, with an example. */
  public static String sentence(Violation violation) {
    String column = violation.columns().get(0);
    String found = ", such as " + violation.example() + ".";
    return switch (violation.rule()) {
      case NOT_NULL ->
          "Column " + column + " is declared not_null and is NULL in " + rows(violation) + found;
      case ACCEPTED_VALUES ->
          "Column " + column + " is not one of its accepted_values in " + rows(violation) + found;
      case UNIQUE ->
          "Column "
              + column
              + " is declared unique, and "
              + counted(violation.count(), "value occurs", "values occur")
              + " more than once"
              + found;
      case KEY ->
          "The key ("
              + String.join(", ", violation.columns())
              + ") is not unique: "
              + counted(violation.count(), "key occurs", "keys occur")
              + " more than once"
              + found;
    };
  }

  /** What to do about a model's rows. */
  public static String mend(Violation violation) {
    return switch (violation.rule()) {
      case NOT_NULL -> "Filter or fill these rows, or drop not_null from the model's header.";
      case ACCEPTED_VALUES ->
          "Filter or correct these rows, or add the value to accepted_values in the model's header.";
      case UNIQUE ->
          "Group or filter so that no value is there twice, or drop unique from the model's header.";
      case KEY ->
          "Group or filter so that the key is unique, or correct the key in the model's header.";
    };
  }

  /** What to do about a source's rows. */
  public static String mendOfSource(Violation violation) {
    String rule =
        switch (violation.rule()) {
          case NOT_NULL -> "not_null";
          case ACCEPTED_VALUES -> "accepted_values";
          case UNIQUE -> "unique";
          case KEY -> "key";
        };
    return "Have the files mended, or correct " + rule + " of the source in varve.yaml.";
  }

  /** All that a step's rows break, as one failure. */
  public static StepFailure of(List<Violation> violations) {
    if (violations.size() == 1) {
      Violation only = violations.get(0);
      return new StepFailure(code(only), sentence(only), mend(only));
    }
    return new StepFailure(
        "CONTRACT_VIOLATED",
        String.join(" ", violations.stream().map(ContractFailures::sentence).toList()),
        String.join(" ", violations.stream().map(ContractFailures::mend).distinct().toList()));
  }

  private static String rows(Violation violation) {
    return counted(violation.count(), "row", "rows");
  }

  private static String counted(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}

package dev.varve.planner.compile;

import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.bind.BoundQuery.BoundColumn;
import dev.varve.planner.contract.AcceptedValues;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.ModelHeader;
import dev.varve.planner.project.OrderTerm;
import dev.varve.planner.project.contract.ColumnContract;
import dev.varve.planner.project.contract.Evolution;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.SqlNames;
import dev.varve.planner.types.StoredType;
import dev.varve.planner.types.StoredTypes;
import dev.varve.planner.types.StoredTypes.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks a model's output against what a table can hold and against what the header promises. */
final class OutputChecks {
  private final ModelFile model;
  private final List<Problem> problems;
  private final Map<String, BoundColumn> byLowerCase = new TreeMap<>();
  private final List<String> names = new ArrayList<>();

  private OutputChecks(ModelFile model, List<BoundColumn> columns, List<Problem> problems) {
    this.model = model;
    this.problems = problems;
    for (BoundColumn column : columns) {
      byLowerCase.put(column.name().toLowerCase(Locale.ROOT), column);
      names.add(column.name());
    }
  }

  /**
   * The columns of the table.
   *
   * @param writtenNames as the text gives them, before the engine made them distinct
   * @param problems gets what is wrong; then the columns are not to be used
   */
  static List<OutputColumn> columns(
      ModelFile model,
      List<BoundColumn> columns,
      List<String> writtenNames,
      List<Problem> problems) {
    OutputChecks checks = new OutputChecks(model, columns, problems);
    checks.names(writtenNames);
    List<OutputColumn> output = new ArrayList<>();
    for (BoundColumn column : columns) {
      checks.output(column).ifPresent(output::add);
    }
    checks.header();
    return output;
  }

  private void names(List<String> writtenNames) {
    Map<String, String> seen = new TreeMap<>();
    for (String name : writtenNames) {
      String earlier = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (earlier != null) {
        report(
            model.place(),
            "DUPLICATE_COLUMN",
            earlier.equals(name)
                ? "Two columns are called " + SqlNames.quote(name) + "."
                : "The columns "
                    + SqlNames.quote(earlier)
                    + " and "
                    + SqlNames.quote(name)
                    + " differ in case only.",
            "Give one of them an alias: … AS name.");
      } else if (!model.inline() && !StoredTypes.allowsName(name)) {
        report(
            model.place(),
            "COLUMN_NAME",
            "A column cannot be called " + SqlNames.quote(name) + " in Delta.",
            "Give it an alias: … AS name.");
      }
    }
  }

  private Optional<OutputColumn> output(BoundColumn column) {
    if (model.inline()) {
      String type = column.type().text();
      return Optional.of(new OutputColumn(column.name(), type, StoredType.ofNone(type), false));
    }
    StoredTypes.Outcome outcome = StoredTypes.of(column.type());
    if (outcome instanceof Refused refused) {
      report(
          model.place(),
          "COLUMN_TYPE",
          "The column "
              + SqlNames.quote(column.name())
              + " is "
              + column.type().text()
              + ". "
              + refused.reason(),
          refused.mend(column.name()));
      return Optional.empty();
    }
    StoredType stored = (StoredType) outcome;
    Optional<ColumnContract> contract = contract(column.name());
    return Optional.of(
        new OutputColumn(
            column.name(),
            column.type().text(),
            stored,
            contract.map(ColumnContract::notNull).orElse(false),
            contract.map(ColumnContract::unique).orElse(false),
            contract
                .map(c -> AcceptedValues.of(c, stored.engineType(), this::report))
                .orElse(List.of())));
  }

  private Optional<ColumnContract> contract(String column) {
    return model.header().columns().values().stream()
        .filter(contract -> contract.name().equalsIgnoreCase(column))
        .findFirst();
  }

  private void header() {
    ModelHeader header = model.header();
    for (ColumnContract contract : header.columns().values()) {
      contract(contract);
    }
    for (String column : header.key()) {
      exists(column, "key", header.placeOf("key").orElse(model.place()));
    }
    for (OrderTerm term : header.orderBy()) {
      exists(term.column(), "order_by", term.place());
    }
    for (String column : header.partitionBy()) {
      exists(column, "partition_by", header.placeOf("partition_by").orElse(model.place()));
    }
    if (evolves(Evolution.STRICT)) {
      for (String name : names) {
        if (contract(name).isEmpty()) {
          report(
              header.placeOf("evolution").orElse(model.place()),
              "UNDECLARED_COLUMN",
              "The query yields " + SqlNames.quote(name) + ", which the header does not declare.",
              Nearest.hint(name, header.columns().keySet())
                  + "Declare it under columns, or write evolution: additive.");
        }
      }
    }
  }

  private boolean evolves(Evolution evolution) {
    return model.header().evolution().equals(Optional.of(evolution));
  }

  private void contract(ColumnContract contract) {
    if (evolves(Evolution.RELAXED)
        && !byLowerCase.containsKey(contract.name().toLowerCase(Locale.ROOT))) {
      return;
    }
    if (!exists(contract.name(), "columns", contract.place()) || contract.type().isEmpty()) {
      return;
    }
    EngineType bound = byLowerCase.get(contract.name().toLowerCase(Locale.ROOT)).type();
    EngineType declared;
    try {
      declared = EngineType.parse(contract.type().get());
    } catch (IllegalArgumentException e) {
      report(
          contract.place(),
          "CONTRACT_TYPE",
          contract.type().get() + " is not a type.",
          "The query yields " + bound.text() + ".");
      return;
    }
    boolean stored =
        !model.inline()
            && StoredTypes.of(bound) instanceof StoredType type
            && EngineType.parse(type.engineType()).equals(declared);
    if (!stored && !bound.equals(declared)) {
      report(
          contract.place(),
          "CONTRACT_TYPE",
          "The column "
              + SqlNames.quote(contract.name())
              + " is declared as "
              + declared.text()
              + ", and the query yields "
              + bound.text()
              + ".",
          "Write CAST(… AS "
              + declared.text()
              + ") AS "
              + SqlNames.quote(contract.name())
              + ", or declare what the query yields.");
    }
  }

  private boolean exists(String column, String headerKey, Place place) {
    if (byLowerCase.containsKey(column.toLowerCase(Locale.ROOT))) {
      return true;
    }
    report(
        place,
        "UNKNOWN_COLUMN",
        "The header's " + headerKey + " names " + column + ", which the query does not yield.",
        Nearest.hint(column, names) + "It yields " + String.join(", ", names) + ".");
    return false;
  }

  private void report(Place place, String code, String message, String mend) {
    problems.add(Complaints.at(model, place, code, message, mend));
  }
}

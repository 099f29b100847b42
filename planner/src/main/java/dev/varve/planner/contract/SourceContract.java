package dev.varve.planner.contract;

import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.planner.project.SourceDeclaration.Format;
import dev.varve.planner.project.contract.ColumnContract;
import dev.varve.planner.project.contract.Evolution;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.SqlNames;
import dev.varve.planner.types.TableFacts;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks what is declared of a source against the columns that its files have. */
public final class SourceContract {
  private final SourceDeclaration source;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Column> byLowerCase = new TreeMap<>();
  private final List<String> names = new ArrayList<>();
  private final List<ValueRule> rules = new ArrayList<>();
  private final List<String> key = new ArrayList<>();

  /**
   * What must hold of a source's rows.
   *
   * @param problems what cannot hold, by the columns alone; then the rest is not to be used
   * @param key columns that are unique together, spelled as in the files
   */
  public record Checked(List<Problem> problems, List<ValueRule> rules, List<String> key) {
    public Checked {
      problems = List.copyOf(problems);
      rules = List.copyOf(rules);
      key = List.copyOf(key);
    }

    /** Whether the rows have to be looked at. */
    public boolean asksForValues() {
      return !rules.isEmpty() || !key.isEmpty();
    }

    /** What readers may count on once the rows were looked at. */
    public TableFacts facts() {
      return TableFacts.of(
          key,
          rules.stream().filter(ValueRule::unique).map(ValueRule::column).toList(),
          rules.stream().filter(ValueRule::notNull).map(ValueRule::column).toList());
    }
  }

  private SourceContract(SourceDeclaration source, TableSchema files) {
    this.source = source;
    for (Column column : files.columns()) {
      byLowerCase.put(column.name().toLowerCase(Locale.ROOT), column);
      names.add(column.name());
    }
  }

  /** Everything that is declared, against the columns as the engine sees them in the files. */
  public static Checked check(SourceDeclaration source, TableSchema files) {
    SourceContract contract = new SourceContract(source, files);
    source.contract().values().forEach(contract::column);
    source.key().forEach(contract::key);
    if (source.evolution().equals(Optional.of(Evolution.STRICT))) {
      contract.undeclared();
    }
    return new Checked(contract.problems, contract.rules, contract.key);
  }

  private void column(ColumnContract declared) {
    Column column = byLowerCase.get(declared.name().toLowerCase(Locale.ROOT));
    if (column == null) {
      if (!source.evolution().equals(Optional.of(Evolution.RELAXED))) {
        missing(declared.name(), "columns", declared.place());
      }
      return;
    }
    if (source.format() == Format.PARQUET && declared.type().isPresent()) {
      type(declared, declared.type().get(), column);
    }
    List<String> accepted = AcceptedValues.of(declared, column.type(), this::report);
    ValueRule rule =
        new ValueRule(
            column.name(), column.type(), declared.notNull(), declared.unique(), accepted);
    if (rule.rules()) {
      rules.add(rule);
    }
  }

  private void type(ColumnContract declared, String written, Column column) {
    try {
      if (EngineType.parse(written).equals(EngineType.parse(column.type()))) {
        return;
      }
    } catch (IllegalArgumentException e) {
      report(
          declared.place(),
          "CONTRACT_TYPE",
          written + " is not a type.",
          "The files hold " + column.type() + ".");
      return;
    }
    report(
        declared.place(),
        "CONTRACT_TYPE",
        "The column "
            + SqlNames.quote(declared.name())
            + " of source "
            + source.name()
            + " is declared as "
            + written
            + ", and the files hold "
            + column.type()
            + ".",
        "Declare "
            + column.type()
            + " and CAST it in the model that reads it, or have the files written as declared.");
  }

  private void key(String column) {
    Column found = byLowerCase.get(column.toLowerCase(Locale.ROOT));
    if (found == null) {
      missing(column, "key", source.keyPlace());
    } else {
      key.add(found.name());
    }
  }

  private void missing(String column, String where, Place place) {
    report(
        place,
        "UNKNOWN_COLUMN",
        "The "
            + where
            + " of source "
            + source.name()
            + (where.equals("key") ? " names " : " name ")
            + column
            + ", which its files do not have.",
        Nearest.hint(column, names) + "They have " + String.join(", ", names) + ".");
  }

  private void undeclared() {
    TreeMap<String, String> declared = new TreeMap<>();
    source.contract().keySet().forEach(n -> declared.put(n.toLowerCase(Locale.ROOT), n));
    for (String name : names) {
      if (!declared.containsKey(name.toLowerCase(Locale.ROOT))) {
        report(
            source.place(),
            "UNDECLARED_COLUMN",
            "The files of source "
                + source.name()
                + " have "
                + SqlNames.quote(name)
                + ", which it does not declare.",
            Nearest.hint(name, declared.values())
                + "Declare it under columns, or write evolution: additive.");
      }
    }
  }

  private void report(Place place, String code, String message, String mend) {
    problems.add(Problem.at(place, code, message, mend));
  }
}

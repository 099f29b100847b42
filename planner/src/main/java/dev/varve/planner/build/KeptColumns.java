package dev.varve.planner.build;

import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.contract.Evolution;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.SqlNames;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Keeps the columns that readers of a table see: where the header says {@code additive} or {@code
 * strict}, none that the environment's table has goes or gets another type. Whoever reads the table
 * from outside the project could not be warned.
 */
public final class KeptColumns {
  private final Function<String, Optional<TableSchema>> current;
  private final List<Problem> problems = new ArrayList<>();

  private KeptColumns(Function<String, Optional<TableSchema>> current) {
    this.current = current;
  }

  /**
   * A compilation without the models that break this promise, and without their readers.
   *
   * @param current the columns of the environment's table, if there is one
   */
  public static Compilation check(
      Compilation compilation,
      Collection<ModelFile> files,
      Function<String, Optional<TableSchema>> current) {
    KeptColumns kept = new KeptColumns(current);
    Map<String, CompiledModel> compiled = new LinkedHashMap<>();
    compilation.models().forEach(model -> compiled.put(model.name(), model));
    for (ModelFile file : files) {
      CompiledModel model = compiled.get(file.name());
      Optional<Evolution> evolution = file.header().evolution();
      if (model != null && evolution.isPresent() && evolution.get() != Evolution.RELAXED) {
        kept.check(file, model, evolution.get());
      }
    }
    return compilation.without(kept.problems);
  }

  private void check(ModelFile file, CompiledModel model, Evolution evolution) {
    Optional<TableSchema> before = current.apply(model.name());
    if (before.isEmpty()) {
      return;
    }
    Map<String, String> types = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (Column column : model.schema().columns()) {
      types.put(column.name().toLowerCase(Locale.ROOT), column.type());
      names.add(column.name());
    }
    for (Column column : before.get().columns()) {
      String type = types.get(column.name().toLowerCase(Locale.ROOT));
      if (type == null) {
        report(file, evolution, column, "is gone", Nearest.hint(column.name(), names));
      } else if (!type.equals(column.type())) {
        report(file, evolution, column, "is " + type + " now", "");
      }
    }
  }

  private void report(
      ModelFile file, Evolution evolution, Column column, String what, String hint) {
    Place place = file.header().placeOf("evolution").orElse(file.place());
    String word = evolution.name().toLowerCase(Locale.ROOT);
    problems.add(
        new Problem(
            "CONTRACT_BREAKS",
            "The environment's table has the column "
                + SqlNames.quote(column.name())
                + " of type "
                + column.type()
                + ", which "
                + what
                + "; evolution: "
                + word
                + " keeps it for its readers.",
            Optional.of(place),
            hint
                + "Keep the column as it was, or write evolution: relaxed until it is built"
                + " everywhere.",
            Optional.of(file.name())));
  }
}

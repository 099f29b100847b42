package dev.varve.planner.compile;

import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.bind.ParsedQuery;
import dev.varve.planner.bind.ParsedQuery.TableName;
import dev.varve.planner.compile.ModelGraph.Knot;
import dev.varve.planner.project.ModelFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the tables that the names in a text mean. */
final class References {
  private final Map<String, String> namesByLowerCase = new TreeMap<>();

  References(Collection<String> tables) {
    for (String table : tables) {
      namesByLowerCase.put(table.toLowerCase(Locale.ROOT), table);
    }
  }

  /**
   * What a model reads.
   *
   * @param problems gets the names that mean no table
   * @return names of sources and models, sorted
   */
  List<String> resolve(ModelFile model, ParsedQuery query, List<Problem> problems) {
    TreeSet<String> tables = new TreeSet<>();
    for (TableName name : query.tables()) {
      Optional<String> table = find(name.path());
      table.ifPresentOrElse(
          tables::add, () -> problems.add(unknown(model, name, query.withNames())));
    }
    return List.copyOf(tables);
  }

  /** Where a model names a table for the first time. */
  Optional<Place> placeOf(String table, ModelFile model, ParsedQuery query) {
    return query.tables().stream()
        .filter(name -> find(name.path()).equals(Optional.of(table)))
        .findFirst()
        .map(name -> model.sql().positions().placeOfByte(name.utf8Offset()));
  }

  /** Of models that read one another, told of one of them. */
  Problem circle(Knot knot, ModelFile model, ParsedQuery query) {
    return Complaints.at(
        model,
        placeOf(knot.cycle().get(1), model, query).orElse(model.place()),
        "CYCLE",
        knot.cycle().size() == 2
            ? "The model " + model.name() + " reads itself."
            : "Models read one another in a circle: " + String.join(" → ", knot.cycle()) + ".",
        "Take the part that both need into a model of its own.");
  }

  private Optional<String> find(List<String> path) {
    if (path.isEmpty() || path.size() > 2) {
      return Optional.empty();
    }
    String name = path.size() == 1 ? "main." + path.get(0) : path.get(0) + "." + path.get(1);
    return Optional.ofNullable(namesByLowerCase.get(name.toLowerCase(Locale.ROOT)));
  }

  private Problem unknown(ModelFile model, TableName name, List<String> withNames) {
    Place place = model.sql().positions().placeOfByte(name.utf8Offset());
    String written = String.join(".", name.path());
    if (looksLikeFile(name.path())) {
      return Complaints.at(
          model,
          place,
          "READS_FILE",
          "A model reads tables only, not the file " + written + ".",
          "Declare the file under sources in varve.yaml and read the source by its name.");
    }
    if (name.path().size() > 2) {
      return Complaints.at(
          model,
          place,
          "UNKNOWN_TABLE",
          "There is no table " + written + ": tables have a schema and a name.",
          "Write "
              + String.join(".", name.path().subList(name.path().size() - 2, name.path().size()))
              + ".");
    }
    List<String> names = new ArrayList<>(name.path().size() == 1 ? withNames : List.of());
    names.addAll(namesByLowerCase.values());
    return Complaints.at(
        model,
        place,
        "UNKNOWN_TABLE",
        "There is no table " + written + ".",
        Nearest.hint(written, names)
            + "Tables are the sources in varve.yaml and the models, each by schema and name.");
  }

  private static boolean looksLikeFile(List<String> path) {
    String last = path.get(path.size() - 1).toLowerCase(Locale.ROOT);
    return path.size() == 1
        && (last.contains("/")
            || last.contains("*")
            || last.matches(
                ".*\\.(parquet|csv|tsv|json|jsonl|ndjson|arrow|db|duckdb)(\\.gz|\\.zst)?"));
  }
}

package dev.varve.planner.facts;

import dev.varve.planner.facts.Fact.Kind;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.KnownTable;
import dev.varve.planner.types.TableFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What is known of several tables, by name. */
public record Facts(Map<String, TableFacts> tables) {
  /** Nothing is known of any table. */
  public static final Facts NONE = new Facts(new TreeMap<>());

  public Facts {
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
  }

  /** Those of tables. */
  public static Facts known(Map<String, KnownTable> tables) {
    TreeMap<String, TableFacts> facts = new TreeMap<>();
    tables.forEach((name, table) -> facts.put(name, table.facts()));
    return new Facts(facts);
  }

  /** All that facts say. */
  public static Facts of(Collection<Fact> facts) {
    TreeMap<String, List<Fact>> byTable = new TreeMap<>();
    facts.forEach(f -> byTable.computeIfAbsent(f.table(), t -> new ArrayList<>()).add(f));
    TreeMap<String, TableFacts> tables = new TreeMap<>();
    byTable.forEach(
        (table, of) ->
            tables.put(
                table,
                new TableFacts(
                    of.stream().filter(f -> f.kind() == Kind.KEY).map(Fact::columns).toList(),
                    of.stream()
                        .filter(f -> f.kind() == Kind.NOT_NULL)
                        .map(f -> f.columns().get(0))
                        .toList())));
    return new Facts(tables);
  }

  /** Those about columns that a plan reads, in a fixed order. */
  public List<Fact> about(Node plan) {
    List<Fact> facts = new ArrayList<>();
    TreeMap<String, TreeSet<String>> read = new TreeMap<>();
    read(plan, read);
    read.forEach(
        (table, columns) -> {
          TableFacts known = tables.getOrDefault(table, TableFacts.NONE);
          for (List<String> key : known.keys()) {
            if (columns.containsAll(key)) {
              facts.add(new Fact(table, Kind.KEY, key));
            }
          }
          for (String column : known.notNull()) {
            if (columns.contains(column)) {
              facts.add(new Fact(table, Kind.NOT_NULL, List.of(column)));
            }
          }
        });
    return facts;
  }

  private static void read(Node node, Map<String, TreeSet<String>> read) {
    if (node instanceof Scan scan) {
      TreeSet<String> columns = read.computeIfAbsent(scan.table(), t -> new TreeSet<>());
      scan.columns().stream().map(Column::name).forEach(columns::add);
    }
    node.inputs().forEach(input -> read(input, read));
  }

  /** A plan whose scans know what is known of their tables. */
  public Node on(Node plan) {
    if (plan instanceof Scan scan) {
      TableFacts known = tables.getOrDefault(scan.table(), TableFacts.NONE);
      return scan.facts().equals(known) ? scan : new Scan(scan.table(), scan.columns(), known);
    }
    return plan.mapInputs(this::on);
  }

  /**
   * As few facts as are enough, each being left out for good where all is well without it.
   *
   * @param enough whether some of the facts still are
   */
  public static List<Fact> fewest(List<Fact> facts, Predicate<List<Fact>> enough) {
    List<Fact> fewest = new ArrayList<>(facts);
    for (Fact fact : facts) {
      List<Fact> fewer = new ArrayList<>(fewest);
      fewer.remove(fact);
      if (enough.test(fewer)) {
        fewest = fewer;
      }
    }
    return fewest;
  }
}

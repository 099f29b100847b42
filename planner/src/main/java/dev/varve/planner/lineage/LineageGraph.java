package dev.varve.planner.lineage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What depends on what, column by column, over the tables of a project. */
public final class LineageGraph {
  private final SortedMap<String, TableLineage> tables = new TreeMap<>();
  private final SortedMap<Origin, List<LineageEdge>> into = new TreeMap<>();
  private final SortedMap<Origin, List<LineageEdge>> outOf = new TreeMap<>();

  /** A graph of these tables. What they come from and is not among them is an origin as well. */
  public LineageGraph(Collection<TableLineage> known) {
    known.forEach(table -> tables.put(table.table(), table));
    for (TableLineage table : known) {
      for (int i = 0; i < table.columns().size(); i++) {
        Origin to = new Origin(table.table(), table.columns().get(i).name());
        ColumnLineage lineage = table.columnLineage().get(i);
        SortedSet<Origin> from = new TreeSet<>(lineage.values().keySet());
        from.addAll(lineage.influences().byOrigin().keySet());
        for (Origin origin : from) {
          add(origin, to, Optional.ofNullable(lineage.values().get(origin)), lineage.influences());
        }
      }
      for (Origin origin : table.rows().byOrigin().keySet()) {
        add(origin, Origin.rows(table.table()), Optional.empty(), table.rows());
      }
    }
  }

  private void add(Origin from, Origin to, Optional<Derivation> derivation, Influences influences) {
    Set<Influence> ways = influences.byOrigin().getOrDefault(from, Set.of());
    LineageEdge edge = new LineageEdge(from, to, derivation, ways);
    into.computeIfAbsent(to, key -> new ArrayList<>()).add(edge);
    outOf.computeIfAbsent(from, key -> new ArrayList<>()).add(edge);
  }

  public Optional<TableLineage> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  /** What these come from, with what they come from in turn, nearest first. */
  public List<LineageEdge> upstream(Collection<Origin> of) {
    return reached(of, into, true);
  }

  /** What comes from these, with what comes from that in turn, nearest first. */
  public List<LineageEdge> downstream(Collection<Origin> of) {
    return reached(of, outOf, false);
  }

  /** A value needs the rows of its table too: they say where it stands, and whether. */
  private static List<LineageEdge> reached(
      Collection<Origin> of, SortedMap<Origin, List<LineageEdge>> edges, boolean up) {
    List<LineageEdge> reached = new ArrayList<>();
    SortedSet<Origin> seen = new TreeSet<>();
    Deque<Origin> open = new ArrayDeque<>();
    of.forEach(origin -> open(origin, up, seen, open));
    while (!open.isEmpty()) {
      for (LineageEdge edge : edges.getOrDefault(open.poll(), List.of())) {
        reached.add(edge);
        open(up ? edge.from() : edge.to(), up, seen, open);
      }
    }
    return reached;
  }

  private static void open(Origin origin, boolean up, SortedSet<Origin> seen, Deque<Origin> open) {
    if (seen.add(origin)) {
      open.add(origin);
    }
    Origin rows = Origin.rows(origin.table());
    if (up && seen.add(rows)) {
      open.add(rows);
    }
  }

  /** The columns that these need of each table, their own included; none where rows are counted. */
  public SortedMap<String, Set<String>> required(Collection<Origin> of) {
    SortedMap<String, Set<String>> required = new TreeMap<>();
    of.forEach(origin -> require(origin, required));
    upstream(of).forEach(edge -> require(edge.from(), required));
    return required;
  }

  private static void require(Origin origin, SortedMap<String, Set<String>> required) {
    Set<String> columns = required.computeIfAbsent(origin.table(), table -> new TreeSet<>());
    if (!origin.isRows()) {
      columns.add(origin.column());
    }
  }
}

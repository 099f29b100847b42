package dev.varve.planner.diff;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.OutputColumn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What changes can affect. A table counts as unaffected exactly where a build would leave it: its
 * step is the same and so is all that it reads, or its deep key is the same.
 */
final class Effects {
  /** What is told of the readers of something. */
  record Reach(List<Downstream> affected, List<Downstream> unaffected) {
    Reach {
      affected = List.copyOf(affected);
      unaffected = List.copyOf(unaffected);
    }
  }

  /** A model in both versions, where it is in both. */
  private record Pair(Optional<ModelVersion> before, ModelVersion after, boolean affected) {}

  private final ProjectVersion before;
  private final ProjectVersion after;
  private final Renames renames;
  private final NavigableMap<String, List<String>> readers;
  private final Map<String, Pair> pairs = new TreeMap<>();
  private final Map<String, List<String>> changedColumns = new TreeMap<>();

  Effects(ProjectVersion before, ProjectVersion after, Renames renames) {
    this.before = before;
    this.after = after;
    this.renames = renames;
    this.readers = after.readers();
  }

  /** Adds a model after all that it reads. */
  void add(Optional<ModelVersion> was, ModelVersion now) {
    boolean affected = was.isEmpty() || isAffected(was.get(), now);
    pairs.put(now.model().name(), new Pair(was, now, affected));
  }

  boolean sameSource(String name) {
    return Optional.ofNullable(before.sources().get(name))
        .equals(Optional.ofNullable(after.sources().get(name)));
  }

  private boolean isAffected(ModelVersion was, ModelVersion now) {
    boolean sameStep =
        was.model().inputs().equals(now.model().inputs())
            && was.ingredients().equals(now.ingredients())
            && was.model().name().equals(now.model().name());
    if (sameStep && now.model().inputs().stream().noneMatch(this::isAffected)) {
      return false;
    }
    Optional<Fingerprint> deepKey = now.deepKey();
    return deepKey.isEmpty() || !deepKey.equals(was.deepKey());
  }

  private boolean isAffected(InputUse input) {
    if (!input.counts()) {
      return false;
    }
    return input.isSource()
        ? !sameSource(input.table())
        : pairs.get(input.table()) == null || pairs.get(input.table()).affected;
  }

  /** The readers of a table, and those of what is affected through them. */
  Reach of(String table) {
    Set<String> seen = new TreeSet<>(List.of(table));
    Deque<String> open = new ArrayDeque<>(seen);
    List<Downstream> affected = new ArrayList<>();
    Map<String, Downstream> unaffected = new TreeMap<>();
    while (!open.isEmpty()) {
      String from = open.poll();
      for (String reader : readers.getOrDefault(from, List.of())) {
        if (seen.contains(reader)) {
          continue;
        }
        InputUse use = use(reader, from);
        Optional<String> why = reaches(from, use, reader);
        if (why.isPresent()) {
          seen.add(reader);
          unaffected.remove(reader);
          open.add(reader);
          List<String> columns = changedColumns(reader);
          boolean all = columns.size() == pairs.get(reader).after.model().columns().size();
          affected.add(new Downstream(reader, columns, all, why.get()));
        } else {
          unaffected.putIfAbsent(
              reader, new Downstream(reader, List.of(), false, spared(from, use)));
        }
      }
    }
    return new Reach(affected, List.copyOf(unaffected.values()));
  }

  private InputUse use(String reader, String table) {
    return pairs.get(reader).after.model().inputs().stream()
        .filter(input -> input.table().equals(table))
        .findFirst()
        .orElseThrow();
  }

  /** Why a reader is affected through a table; nothing where it is not. */
  private Optional<String> reaches(String table, InputUse use, String reader) {
    if (!pairs.get(reader).affected || !isAffected(use)) {
      return Optional.empty();
    }
    if (use.isSource()) {
      return Optional.of("reads " + table);
    }
    if (use.allColumns()) {
      return Optional.of(
          "may depend on every column of " + table + " and on the order of its rows");
    }
    if (pairs.get(table).before.isEmpty()) {
      return Optional.of("reads " + table + ", with which nothing can be compared");
    }
    if (!holds(table, List.of())) {
      return Optional.of("reads " + table + ", whose rows may have changed");
    }
    List<String> changed =
        use.columns().stream().filter(column -> !holds(table, List.of(column))).toList();
    if (!changed.isEmpty()) {
      return Optional.of("reads " + String.join(", ", changed) + " of " + table);
    }
    if (!holds(table, use.columns())) {
      return Optional.of("reads columns of " + table + " that stand together in other rows");
    }
    return pairs.get(reader).after.deepKey().isEmpty()
        ? Optional.of("may depend on the order of the rows of " + table)
        : Optional.empty();
  }

  private static String spared(String table, InputUse use) {
    if (!use.counts()) {
      return "reads " + table + ", and nothing of it is in its rows";
    }
    return use.columns().isEmpty()
        ? "reads only the number of rows of " + table + ", which did not change"
        : "reads only "
            + String.join(", ", use.columns())
            + " of "
            + table
            + ", which did not change";
  }

  /** Whether columns of a table are proved to hold what they held. */
  private boolean holds(String table, List<String> columns) {
    Pair pair = pairs.get(table);
    if (pair.before.isEmpty()) {
      return false;
    }
    ModelVersion was = pair.before.get();
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      names.add(renames.before(was.model().name(), column));
    }
    if (!columnNames(was.model()).containsAll(names)) {
      return false;
    }
    Optional<Fingerprint> held = pair.after.held(columns);
    return held.isPresent() && held.equals(was.held(names));
  }

  private List<String> changedColumns(String table) {
    List<String> known = changedColumns.get(table);
    if (known == null) {
      known =
          columnNames(pairs.get(table).after.model()).stream()
              .filter(column -> !holds(table, List.of(column)))
              .toList();
      changedColumns.put(table, known);
    }
    return known;
  }

  private static List<String> columnNames(CompiledModel model) {
    return model.columns().stream().map(OutputColumn::name).toList();
  }
}

package dev.varve.planner.build;

import dev.varve.planner.Fingerprint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** An environment and a store in memory. */
final class World implements Knowledge {
  final Map<String, CurrentTable> tables = new TreeMap<>();
  final Map<Fingerprint, TableContents> stored = new LinkedHashMap<>();
  String sourceContent = "pin";
  boolean intact = true;

  @Override
  public Optional<CurrentTable> current(String table) {
    return Optional.ofNullable(tables.get(table));
  }

  @Override
  public SortedSet<String> currentTables() {
    return new TreeSet<>(tables.keySet());
  }

  @Override
  public boolean intact(CurrentTable table) {
    return intact;
  }

  @Override
  public Optional<TableContents> stored(Fingerprint stepKey) {
    return Optional.ofNullable(stored.get(stepKey));
  }

  @Override
  public InputContents.OfSource source(String name) {
    return new InputContents.OfSource("reader", sourceContent);
  }

  @Override
  public String sourceChange(String name) {
    return "has 1 new file";
  }
}

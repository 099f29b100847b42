package dev.varve.storage.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an environment holds after a build.
 *
 * @param number its place in the environment's history, from 1; given on publication
 * @param logicalTime the build's logical time, as an ISO instant
 * @param definitions from which projects the tables are; none where that was not kept
 */
public record Manifest(
    int formatVersion,
    String environment,
    long number,
    String buildId,
    String project,
    String logicalTime,
    long epoch,
    List<TableEntry> tables,
    List<SourceEntry> sources,
    List<DefinitionEntry> definitions) {
  /** The version that this Varve writes. */
  public static final int FORMAT_VERSION = 1;

  public Manifest {
    Objects.requireNonNull(environment);
    Objects.requireNonNull(buildId);
    Objects.requireNonNull(project);
    Objects.requireNonNull(logicalTime);
    tables = List.copyOf(tables);
    sources = List.copyOf(sources);
    definitions = List.copyOf(definitions);
  }

  /** Of tables whose definitions were not kept. */
  public Manifest(
      int formatVersion,
      String environment,
      long number,
      String buildId,
      String project,
      String logicalTime,
      long epoch,
      List<TableEntry> tables,
      List<SourceEntry> sources) {
    this(
        formatVersion,
        environment,
        number,
        buildId,
        project,
        logicalTime,
        epoch,
        tables,
        sources,
        List.of());
  }

  /**
   * The digest of the project that defines each table; tables are absent of which it is unknown.
   */
  public SortedMap<String, String> definedBy() {
    SortedMap<String, String> projects = new TreeMap<>();
    for (DefinitionEntry entry : definitions) {
      if (entry.tables().isEmpty()) {
        tables.forEach(table -> projects.put(table.table(), entry.project()));
      }
    }
    for (DefinitionEntry entry : definitions) {
      entry.tables().forEach(table -> projects.put(table, entry.project()));
    }
    return projects;
  }

  /** The same content with the project that defines each table, as far as that is known. */
  public Manifest definedBy(SortedMap<String, String> projects) {
    SortedMap<String, List<String>> tablesOf = new TreeMap<>();
    for (TableEntry table : tables) {
      String project = projects.get(table.table());
      if (project != null) {
        tablesOf.computeIfAbsent(project, digest -> new ArrayList<>()).add(table.table());
      }
    }
    List<DefinitionEntry> entries = new ArrayList<>();
    tablesOf.forEach((project, names) -> entries.add(new DefinitionEntry(project, names)));
    int named = tablesOf.values().stream().mapToInt(List::size).sum();
    if (named == tables.size() && !entries.isEmpty()) {
      // Usually one project says it all: then no table is named.
      DefinitionEntry most =
          Collections.max(entries, Comparator.comparingInt(entry -> entry.tables().size()));
      entries.replaceAll(
          entry -> entry.equals(most) ? new DefinitionEntry(entry.project(), List.of()) : entry);
    }
    return with(formatVersion, number, entries);
  }

  /** The same content under another number. */
  public Manifest withNumber(long other) {
    return with(FORMAT_VERSION, other, definitions);
  }

  private Manifest with(int format, long otherNumber, List<DefinitionEntry> otherDefinitions) {
    return new Manifest(
        format,
        environment,
        otherNumber,
        buildId,
        project,
        logicalTime,
        epoch,
        tables,
        sources,
        otherDefinitions);
  }
}

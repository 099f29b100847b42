package dev.varve.activities.plan;

import dev.varve.activities.phase.compile.ProjectStudy;
import dev.varve.activities.phase.compile.ProjectStudy.Sought;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.lineage.LineageEdge;
import dev.varve.planner.lineage.LineageGraph;
import dev.varve.planner.lineage.Origin;
import dev.varve.planner.lineage.TableLineage;
import dev.varve.planner.types.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Follows columns through the models of a project; needs no warehouse. */
final class Lineages {
  private final ProjectStudy study;

  Lineages(ProjectStudy study) {
    this.study = study;
  }

  /**
   * Follows what is written as {@code MODEL} or {@code MODEL.COLUMN}.
   *
   * @param down to what comes of it; else to what it comes from, of which a source has nothing
   */
  LineageReport of(String written, boolean down) {
    Sought sought = study.sought(written);
    String table = sought.table();
    study.require(table);
    Optional<String> column = sought.column().map(name -> study.column(table, name));
    boolean downward = down || study.isSource(table);
    Set<String> names = downward ? study.withReaders(table) : study.withInputs(table);
    LineageGraph graph = graph(names);
    List<Origin> asked = asked(graph.table(table).orElseThrow(), column);
    List<LineageEdge> edges = downward ? graph.downstream(asked) : graph.upstream(asked);
    return new LineageReport(
        LineageReport.FORMAT_VERSION,
        study.project().name(),
        table,
        column,
        downward ? LineageReport.DOWN : LineageReport.UP,
        tables(table, edges, graph),
        edges.stream().map(Lineages::edge).toList(),
        downward ? List.of() : sources(graph, asked, edges),
        study.problems(names).stream().map(PlanProblem::of).toList());
  }

  private LineageGraph graph(Collection<String> names) {
    List<TableLineage> tables = new ArrayList<>();
    for (String name : names) {
      if (study.isSource(name) && study.schemas().containsKey(name)) {
        tables.add(TableLineage.ofSource(name, study.schemas().get(name)));
      }
    }
    for (UnderstoodModel model : study.understandNamed(names)) {
      tables.add(TableLineage.ofModel(model, study.schemas()));
    }
    return new LineageGraph(tables);
  }

  private static List<Origin> asked(TableLineage table, Optional<String> column) {
    if (column.isPresent()) {
      return List.of(new Origin(table.table(), column.get()));
    }
    List<Origin> all = new ArrayList<>();
    table.columns().forEach(each -> all.add(new Origin(table.table(), each.name())));
    all.add(Origin.rows(table.table()));
    return all;
  }

  private List<LineageReport.Table> tables(
      String first, List<LineageEdge> edges, LineageGraph graph) {
    Set<String> names = new LinkedHashSet<>(List.of(first));
    for (LineageEdge edge : edges) {
      names.add(edge.from().table());
      names.add(edge.to().table());
    }
    List<LineageReport.Table> tables = new ArrayList<>();
    for (String name : names) {
      // What comes of a column can also come of tables that are not followed.
      graph.table(name).ifPresent(table -> tables.add(table(table)));
    }
    return tables;
  }

  private LineageReport.Table table(TableLineage table) {
    return new LineageReport.Table(
        table.table(),
        table.isSource() ? "source" : study.isInline(table.table()) ? "inline" : "model",
        table.file(),
        table.columns().stream()
            .map(column -> new PlannedColumn(column.name(), column.type()))
            .toList(),
        table.notUnderstood());
  }

  private static LineageReport.Edge edge(LineageEdge edge) {
    return new LineageReport.Edge(
        point(edge.from()),
        point(edge.to()),
        edge.derivation().map(Lineages::word),
        edge.influences().stream().map(Lineages::word).toList());
  }

  private static LineageReport.Point point(Origin origin) {
    return new LineageReport.Point(
        origin.table(), origin.isRows() ? Optional.empty() : Optional.of(origin.column()));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private List<LineageReport.SourceUse> sources(
      LineageGraph graph, List<Origin> asked, List<LineageEdge> edges) {
    SortedMap<String, Set<String>> scanned = new TreeMap<>();
    Set<String> readers = new TreeSet<>();
    asked.forEach(origin -> readers.add(origin.table()));
    edges.forEach(edge -> readers.add(edge.from().table()));
    for (String reader : readers) {
      graph
          .table(reader)
          .ifPresent(
              table ->
                  table
                      .scanned()
                      .forEach(
                          (input, columns) ->
                              scanned
                                  .computeIfAbsent(input, key -> new TreeSet<>())
                                  .addAll(columns)));
    }
    List<LineageReport.SourceUse> sources = new ArrayList<>();
    graph
        .required(asked)
        .forEach(
            (table, required) -> {
              if (study.isSource(table)) {
                List<String> all =
                    study.schemas().get(table).columns().stream().map(Column::name).toList();
                sources.add(
                    new LineageReport.SourceUse(
                        table,
                        all.stream().filter(required::contains).toList(),
                        all.stream()
                            .filter(scanned.getOrDefault(table, new TreeSet<>())::contains)
                            .toList(),
                        all));
              }
            });
    return sources;
  }
}

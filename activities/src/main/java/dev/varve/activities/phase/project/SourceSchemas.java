package dev.varve.activities.phase.project;

import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.SourceFiles;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.phase.warehouse.Contents;
import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import dev.varve.storage.source.PinnedFile;
import dev.varve.storage.source.SourcePin;
import dev.varve.storage.source.SourcePins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the engine reads a source as: from its files, or as declared where the format says nothing.
 */
public final class SourceSchemas {
  private final DiscoveryCaches caches;
  private final SourcePins pins;
  private final Function<SortedSet<Path>, DuckDbLanes> lanes;

  /**
   * Reads with the help of an engine.
   *
   * @param lanes that may read these folders, asked for only when a source is not known yet, since
   *     an engine takes long to start.
   */
  public SourceSchemas(
      DiscoveryCaches caches, SourcePins pins, Function<SortedSet<Path>, DuckDbLanes> lanes) {
    this.caches = caches;
    this.pins = pins;
    this.lanes = lanes;
  }

  TableSchema of(
      SourceDeclaration source, SourcePin pin, Path folder, Supplier<SortedSet<Path>> folders) {
    String key = Contents.source(source, pin).reader() + "-" + pin.digest().hex();
    Optional<byte[]> known = caches.loadSchema(key);
    if (known.isPresent()) {
      return decode(known.get());
    }
    TableSchema schema = read(source, pin, folder, folders);
    Optional<Problem> changed = ChangedSource.problem(source, pin, pins, folder);
    if (changed.isPresent()) {
      throw new InputException(List.of(changed.get()));
    }
    caches.saveSchema(key, encode(schema));
    return schema;
  }

  private TableSchema read(
      SourceDeclaration source, SourcePin pin, Path folder, Supplier<SortedSet<Path>> folders) {
    List<Path> files = new ArrayList<>();
    for (PinnedFile file : pin.files()) {
      files.add(SourceFolders.file(folder, file));
    }
    try {
      List<Column> columns = new ArrayList<>();
      for (dev.varve.activities.lane.Column column : describe(source, files, folders.get())) {
        columns.add(new Column(column.name(), column.type()));
      }
      return new TableSchema(columns);
    } catch (LaneException e) {
      throw new InputException(
          List.of(
              Problem.at(source.place(), e.code(), source.name() + ": " + e.problem(), e.mend())));
    }
  }

  private List<dev.varve.activities.lane.Column> describe(
      SourceDeclaration source, List<Path> files, SortedSet<Path> folders) {
    SourceFiles described =
        new SourceFiles(
            source.name(),
            SourceTables.format(source),
            files,
            SourceTables.declaredColumns(source),
            source.options());
    return lanes.apply(folders).describe(described, LaneObserver.NONE);
  }

  private static byte[] encode(TableSchema schema) {
    List<String> texts = new ArrayList<>();
    for (Column column : schema.columns()) {
      texts.add(column.name());
      texts.add(column.type());
    }
    return LengthPrefixed.encode(texts);
  }

  private static TableSchema decode(byte[] bytes) {
    List<String> texts = LengthPrefixed.decode(bytes);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < texts.size(); i += 2) {
      columns.add(new Column(texts.get(i), texts.get(i + 1)));
    }
    return new TableSchema(columns);
  }
}

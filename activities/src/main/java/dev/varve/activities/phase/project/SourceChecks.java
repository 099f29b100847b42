package dev.varve.activities.phase.project;

import dev.varve.activities.lane.ColumnRule;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.TableRules;
import dev.varve.activities.lane.TypedLiteral;
import dev.varve.activities.lane.Violation;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.activities.phase.failure.ContractFailures;
import dev.varve.activities.phase.warehouse.Contents;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.contract.SourceContract;
import dev.varve.planner.contract.ValueRule;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.planner.project.contract.ColumnContract;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import dev.varve.storage.Digest;
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
 * Verifies what is declared of a source's rows on the very files that are pinned. What came of it
 * is remembered by pin and declaration, so that no check is made twice for an unchanged source.
 */
public final class SourceChecks implements SourceValues {
  private static final String FORMAT = "source check 1";

  private final DiscoveryCaches caches;
  private final SourcePins pins;
  private final Function<SortedSet<Path>, DuckDbLanes> lanes;

  /**
   * Checks with the help of an engine.
   *
   * @param lanes that may read these folders, asked for only when something is not known yet
   */
  public SourceChecks(
      DiscoveryCaches caches, SourcePins pins, Function<SortedSet<Path>, DuckDbLanes> lanes) {
    this.caches = caches;
    this.pins = pins;
    this.lanes = lanes;
  }

  @Override
  public List<Problem> problems(
      SourceDeclaration source,
      SourcePin pin,
      TableSchema schema,
      SourceContract.Checked contract,
      Path folder,
      Supplier<SortedSet<Path>> folders) {
    if (!contract.asksForValues()) {
      return List.of();
    }
    String key = key(source, pin, contract);
    Optional<byte[]> known = caches.loadCheck(key);
    if (known.isPresent()) {
      return told(source, decode(known.get()));
    }
    List<Violation> violations;
    try {
      violations = look(source, pin, schema, contract, folder, folders.get());
    } catch (LaneException e) {
      if (!e.concernsQuery()) {
        throw e;
      }
      return List.of(
          Problem.at(source.place(), e.code(), source.name() + ": " + e.problem(), e.mend()));
    }
    Optional<Problem> changed = ChangedSource.problem(source, pin, pins, folder);
    if (changed.isPresent()) {
      return List.of(changed.get());
    }
    caches.saveCheck(key, encode(violations));
    return told(source, violations);
  }

  private List<Violation> look(
      SourceDeclaration source,
      SourcePin pin,
      TableSchema schema,
      SourceContract.Checked contract,
      Path folder,
      SortedSet<Path> folders) {
    List<Path> files = new ArrayList<>();
    for (PinnedFile file : pin.files()) {
      files.add(SourceFolders.file(folder, file));
    }
    List<String> shown = new ArrayList<>(contract.key());
    schema.columns().stream().map(Column::name).forEach(shown::add);
    List<ColumnRule> columns = new ArrayList<>();
    for (ValueRule rule : contract.rules()) {
      columns.add(
          new ColumnRule(
              rule.column(),
              rule.notNull(),
              rule.unique(),
              rule.accepted().stream().map(v -> TypedLiteral.of(rule.type(), v)).toList()));
    }
    return lanes
        .apply(folders)
        .check(
            SourceTables.of(source, schema, files),
            new TableRules(columns, contract.key(), shown),
            LaneObserver.NONE)
        .violations();
  }

  /** All that decides what comes of the check. */
  private static String key(
      SourceDeclaration source, SourcePin pin, SourceContract.Checked contract) {
    List<String> texts = new ArrayList<>(List.of(FORMAT));
    texts.add(Contents.source(source, pin).reader());
    texts.add(pin.digest().hex());
    for (ValueRule rule : contract.rules()) {
      texts.addAll(List.of("column", rule.column(), rule.type()));
      texts.addAll(List.of(Boolean.toString(rule.notNull()), Boolean.toString(rule.unique())));
      texts.add(Integer.toString(rule.accepted().size()));
      texts.addAll(rule.accepted());
    }
    texts.add("key");
    texts.addAll(contract.key());
    return Digest.of(LengthPrefixed.encode(texts)).hex();
  }

  private static List<Problem> told(SourceDeclaration source, List<Violation> violations) {
    List<Problem> problems = new ArrayList<>();
    for (Violation violation : violations) {
      problems.add(
          Problem.at(
              place(source, violation),
              ContractFailures.code(violation),
              "Source " + source.name() + ": " + ContractFailures.sentence(violation),
              ContractFailures.mendOfSource(violation)));
    }
    return problems;
  }

  private static Place place(SourceDeclaration source, Violation violation) {
    if (violation.rule() == Violation.Rule.KEY) {
      return source.keyPlace();
    }
    return source.contract().values().stream()
        .filter(column -> column.name().equalsIgnoreCase(violation.columns().get(0)))
        .map(ColumnContract::place)
        .findFirst()
        .orElse(source.place());
  }

  private static byte[] encode(List<Violation> violations) {
    List<String> texts = new ArrayList<>();
    for (Violation violation : violations) {
      texts.add(violation.rule().name());
      texts.add(Integer.toString(violation.columns().size()));
      texts.addAll(violation.columns());
      texts.add(Long.toString(violation.count()));
      texts.add(violation.example());
    }
    return LengthPrefixed.encode(texts);
  }

  private static List<Violation> decode(byte[] bytes) {
    List<String> texts = LengthPrefixed.decode(bytes);
    List<Violation> violations = new ArrayList<>();
    int at = 0;
    while (at < texts.size()) {
      int width = Integer.parseInt(texts.get(at + 1));
      int end = at + 2 + width;
      violations.add(
          new Violation(
              Violation.Rule.valueOf(texts.get(at)),
              texts.subList(at + 2, end),
              Long.parseLong(texts.get(end)),
              texts.get(end + 1)));
      at = end + 2;
    }
    return violations;
  }
}

package dev.varve.activities.phase.step;

import dev.varve.activities.lane.InputTable;
import dev.varve.activities.phase.failure.PhaseFailures;
import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.activities.phase.project.SourceFolders;
import dev.varve.activities.phase.project.SourceTables;
import dev.varve.activities.phase.warehouse.Contents;
import dev.varve.activities.phase.warehouse.PublishedTable;
import dev.varve.activities.phase.warehouse.TableEntries;
import dev.varve.planner.build.InputContents;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.storage.manifest.TableEntry;
import dev.varve.storage.source.PinnedFile;
import dev.varve.storage.source.SourcePin;
import dev.varve.storage.source.SourcePins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the steps of one unit read: sources as pinned, tables as this build has made or left them.
 */
final class StepInputs {
  private final BuildContext build;

  /** Outcomes of this unit's own steps, which are not in the log yet. */
  private final Map<Integer, StepOutcome> own = new TreeMap<>();

  StepInputs(BuildContext build) {
    this.build = build;
  }

  void add(StepOutcome outcome) {
    own.put(outcome.ordinal(), outcome);
  }

  boolean ended(int ordinal) {
    return own.containsKey(ordinal);
  }

  /** The first input that this build could not bring up to date. */
  Optional<String> broken(CompiledModel model) {
    for (InputUse input : model.inputs()) {
      Optional<Integer> ordinal =
          input.isSource() ? Optional.empty() : build.ordinal(input.table());
      if (ordinal.isPresent() && !outcome(ordinal.get()).map(StepOutcome::usable).orElse(false)) {
        return Optional.of(input.table());
      }
    }
    return Optional.empty();
  }

  InputContents contents(InputUse input) {
    if (input.isSource()) {
      return Contents.source(
          build.project().sources().get(input.table()),
          build.discovered().pins().get(input.table()));
    }
    TableEntry table = table(input.table());
    return new InputContents.OfTable(Contents.of(table.rows(), table.columns()));
  }

  /** The input as the lane reads it. */
  InputTable reading(InputUse input) {
    return input.isSource() ? source(input.table()) : published(input.table());
  }

  /** What became different since this build pinned it, as a failure of the step that read it. */
  Optional<StepFailure> changed(CompiledModel model, SourcePins pins) {
    for (InputUse input : model.inputs()) {
      if (input.isSource()) {
        SourcePin pin = build.discovered().pins().get(input.table());
        List<String> changed = pins.changed(pin, Path.of(build.discovered().folder()));
        if (!changed.isEmpty()) {
          return Optional.of(
              PhaseFailures.sourceChanged(input.table(), String.join(", ", changed)));
        }
      } else {
        PublishedTable table = publishedTable(input.table());
        if (!table.filesIntact()) {
          return Optional.of(PhaseFailures.inputDamaged(input.table()));
        }
      }
    }
    return Optional.empty();
  }

  private InputTable source(String name) {
    SourceDeclaration declaration = build.project().sources().get(name);
    Path folder = Path.of(build.discovered().folder());
    List<Path> files = new ArrayList<>();
    for (PinnedFile file : build.discovered().pins().get(name).files()) {
      files.add(SourceFolders.file(folder, file));
    }
    return SourceTables.of(declaration, build.discovered().schemas().get(name), files);
  }

  private InputTable published(String name) {
    PublishedTable table = publishedTable(name);
    int dot = name.indexOf('.');
    return InputTable.exactParquet(
        name.substring(0, dot),
        name.substring(dot + 1),
        TableEntries.columns(table.entry()),
        table.files());
  }

  private PublishedTable publishedTable(String name) {
    return PublishedTable.of(build.warehouse(), build.environment(), table(name));
  }

  private TableEntry table(String name) {
    Optional<Integer> ordinal = build.ordinal(name);
    if (ordinal.isPresent()) {
      return outcome(ordinal.get()).flatMap(StepOutcome::table).orElseThrow();
    }
    return build.before(name).orElseThrow();
  }

  private Optional<StepOutcome> outcome(int ordinal) {
    StepOutcome mine = own.get(ordinal);
    if (mine != null) {
      return Optional.of(mine);
    }
    return build.outcome(ordinal);
  }
}

package dev.varve.activities.phase.step;

import dev.varve.activities.phase.failure.PhaseFailures;
import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.activities.phase.warehouse.Contents;
import dev.varve.activities.phase.warehouse.OpenWarehouse;
import dev.varve.activities.phase.warehouse.TableEntries;
import dev.varve.planner.build.Decision;
import dev.varve.planner.build.ReasonCode;
import dev.varve.planner.build.StepKey;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.storage.ConflictException;
import dev.varve.storage.FencedException;
import dev.varve.storage.Publication;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.StorageException;
import dev.varve.storage.delta.CommitOutcome;
import dev.varve.storage.delta.DeltaTables;
import dev.varve.storage.delta.NewVersion;
import dev.varve.storage.delta.TableCommit;
import dev.varve.storage.delta.TableState;
import dev.varve.storage.parquet.ParquetContents;
import dev.varve.storage.parquet.ParquetFile;
import dev.varve.storage.parquet.ParquetFooter;
import dev.varve.storage.staging.Attempt;
import dev.varve.storage.store.ActionRecord;
import dev.varve.storage.store.ColumnDigest;
import dev.varve.storage.store.DataFile;
import dev.varve.storage.store.FileCheck;
import dev.varve.storage.store.FileStamp;
import dev.varve.storage.store.Measurements;
import dev.varve.storage.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the results of steps visible, many at once so that they wait for the disk together: the
 * files' bytes in the store, the files in the tables' folders, one Delta commit per table, the
 * action records.
 */
final class StepPublication {
  private final BuildContext build;
  private final Attempt attempt;

  StepPublication(BuildContext build, Attempt attempt) {
    this.build = build;
    this.attempt = attempt;
  }

  /** A result on its way into its table. */
  private record Ready(
      int ordinal,
      CompiledModel model,
      Decision decision,
      StepKey key,
      Path staged,
      ActionRecord record,
      long milliseconds) {}

  List<StepOutcome> publish(List<Step.Staged> staged, List<Step.Stored> stored) {
    OpenWarehouse warehouse = build.warehouse();
    List<ParquetFile> contents = new ArrayList<>();
    List<Store.StagedFile> files = new ArrayList<>();
    for (Step.Staged step : staged) {
      ParquetFile file = ParquetFooter.readWithDigest(step.staged());
      contents.add(file);
      files.add(new Store.StagedFile(step.staged(), file.digest()));
    }
    warehouse.store().putFiles(attempt, files);
    List<Ready> ready = new ArrayList<>();
    for (int i = 0; i < staged.size(); i++) {
      Step.Staged step = staged.get(i);
      ready.add(
          new Ready(
              step.ordinal(),
              step.model(),
              step.decision(),
              step.key(),
              step.staged(),
              record(step, contents.get(i)),
              step.milliseconds()));
    }
    for (Step.Stored step : stored) {
      Path link = attempt.scratch("reuse");
      DataFile file = step.record().files().get(0);
      warehouse.publication().stage(warehouse.warehouse().storeFile(file.digest()), link);
      ready.add(
          new Ready(
              step.ordinal(), step.model(), step.decision(), step.key(), link, step.record(), 0));
    }
    List<Publication.Item> items = new ArrayList<>();
    for (Ready step : ready) {
      items.add(new Publication.Item(step.staged(), target(step)));
    }
    ready.forEach(this::heal);
    warehouse.publication().publishAll(Kind.DATA, items);
    List<StepOutcome> outcomes = commit(ready);
    List<ActionRecord> records = new ArrayList<>();
    for (Ready step : ready.subList(0, staged.size())) {
      records.add(step.record());
    }
    warehouse.store().putRecords(attempt, records);
    return outcomes;
  }

  /**
   * One commit per table, on exactly the version that was read; a table that somebody else changed
   * is left alone.
   */
  private List<StepOutcome> commit(List<Ready> ready) {
    DeltaTables tables = build.warehouse().tables();
    List<StepOutcome> outcomes = new ArrayList<>();
    List<Ready> committed = new ArrayList<>();
    List<TableCommit> commits = new ArrayList<>();
    for (Ready step : ready) {
      TableState state = tables.latest(folder(step));
      if (state.exists() && !state.ours() && !forced(step)) {
        outcomes.add(failed(step, PhaseFailures.foreignCommit(step.model().name())));
      } else {
        committed.add(step);
        commits.add(new TableCommit(folder(step), state, version(step)));
      }
    }
    List<CommitOutcome> results = tables.commitAll(attempt, commits);
    for (int i = 0; i < committed.size(); i++) {
      outcomes.add(outcome(committed.get(i), results.get(i)));
    }
    return outcomes;
  }

  private static boolean forced(Ready step) {
    return step.decision().reason().code() == ReasonCode.FORCED;
  }

  private StepOutcome outcome(Ready step, CommitOutcome result) {
    if (result instanceof CommitOutcome.Refused refused) {
      StorageException problem = refused.problem();
      if (problem instanceof FencedException) {
        throw problem;
      }
      if (problem instanceof ConflictException) {
        return failed(step, PhaseFailures.foreignCommit(step.model().name()));
      }
      return failed(step, new StepFailure(problem.code(), problem.problem(), problem.mend()));
    }
    return new StepOutcome(
        step.ordinal(),
        step.model().name(),
        step.decision(),
        Optional.of(
            TableEntries.of(
                step.model(),
                step.record(),
                List.of(published(step)),
                result.version(),
                build.plan().step(step.ordinal()).deepKey())),
        Optional.empty(),
        step.milliseconds());
  }

  private static StepOutcome failed(Ready step, StepFailure failure) {
    return StepExecution.failed(step.ordinal(), step.model(), failure, step.milliseconds())
        .outcome();
  }

  /** The file as it stands in the table's folder, which may be a copy with a stamp of its own. */
  private DataFile published(Ready step) {
    DataFile stored = step.record().files().get(0);
    return new DataFile(
        stored.path(),
        stored.digest(),
        stored.rows(),
        FileStamp.of(target(step)),
        stored.statistics());
  }

  /** The time is the wall's: other tools tell by it how long a removed file is still needed. */
  private NewVersion version(Ready step) {
    return new NewVersion(
        step.record().schema(),
        step.model().name(),
        step.record().stepKey(),
        attempt.epoch(),
        List.of(published(step)),
        System.currentTimeMillis());
  }

  /**
   * A file that was changed in the table's folder keeps its name, which says what it should hold:
   * the sound one takes its place.
   */
  private void heal(Ready step) {
    Store store = build.warehouse().store();
    DataFile file = step.record().files().get(0);
    if (store.checkDigest(file, folder(step)) == FileCheck.CHANGED) {
      Path link = attempt.scratch("heal");
      build.warehouse().publication().stage(step.staged(), link);
      build.warehouse().publication().replace(Kind.DATA, link, target(step));
    }
  }

  private Path folder(Ready step) {
    return build.warehouse().warehouse().table(build.environment(), step.model().name());
  }

  private Path target(Ready step) {
    return folder(step).resolve(step.record().files().get(0).path());
  }

  private ActionRecord record(Step.Staged step, ParquetFile parquet) {
    ParquetContents contents = parquet.contents();
    Path home = build.warehouse().warehouse().storeFile(parquet.digest());
    DataFile file =
        new DataFile(
            DataFile.name(0, parquet.digest()),
            parquet.digest(),
            contents.rows(),
            FileStamp.of(home),
            contents.statistics());
    List<ColumnDigest> columns = ParquetContents.columnsOf(List.of(contents));
    return new ActionRecord(
        step.key().fingerprint().hex(),
        Contents.stored(step.key().ingredients()),
        DeltaSchema.of(step.model().columns()),
        List.of(file),
        columns,
        contents.rows(),
        parquet.size(),
        new Measurements(step.milliseconds(), 0, step.peakMemoryBytes()));
  }
}

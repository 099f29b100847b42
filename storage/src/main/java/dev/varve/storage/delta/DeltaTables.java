package dev.varve.storage.delta;

import dev.varve.storage.ConflictException;
import dev.varve.storage.FencedException;
import dev.varve.storage.Publication;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.StorageException;
import dev.varve.storage.delta.internal.Kernel;
import dev.varve.storage.delta.internal.KernelTable;
import dev.varve.storage.delta.internal.StagedFile;
import dev.varve.storage.staging.Attempt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Delta tables of a warehouse: reads their latest version and overwrites them.
 *
 * <p>A commit goes to exactly the version after the one that was read, or nowhere: it is never
 * rebased over somebody else's. Reading a table that only Varve writes looks at one or two small
 * files; any other log is replayed by kernel.
 */
public final class DeltaTables {
  private static final Logger LOG = LoggerFactory.getLogger(DeltaTables.class);

  /** Readers of a log replay at most this many commits, or half as many more at its beginning. */
  private static final int CHECKPOINT_INTERVAL = 20;

  private static final int FIRST_CHECKPOINT = 10;

  /** All that Varve itself writes; a table that needs more was changed by somebody else. */
  private static final Set<String> KNOWN_FEATURES =
      Set.of("appendOnly", "invariants", "timestampNtz");

  private static final int FEATURES_WRITER = 7;

  private final Publication publication;
  private final String engineVersion;

  public DeltaTables(Publication publication) {
    this(
        publication,
        Optional.ofNullable(DeltaTables.class.getPackage().getImplementationVersion())
            .orElse("unreleased"));
  }

  /** With the version of Varve that is to stand in the log. */
  public DeltaTables(Publication publication, String engineVersion) {
    this.publication = publication;
    this.engineVersion = engineVersion;
  }

  /** The latest version of a table. */
  public TableState latest(Path table) {
    DeltaLog log = new DeltaLog(table);
    long version = log.latestVersion();
    return version < 0 ? TableState.none() : at(log, version);
  }

  /**
   * Whether a version is the latest one. A few microseconds: what decides that a table may be
   * skipped asks this.
   */
  public boolean isLatest(Path table, long version) {
    return new DeltaLog(table).isLatest(version);
  }

  private static TableState at(DeltaLog log, long version) {
    Optional<CommitSummary> summary = log.summary(version);
    Optional<TableMetadata> metadata = summary.flatMap(s -> log.metadata(s.schemaVersion()));
    if (summary.isPresent() && metadata.isPresent()) {
      return state(version, summary.get(), metadata.get().schema());
    }
    KernelTable kernel = Kernel.read(log.table(), version, CommitText.APPLICATION);
    if (summary.isPresent()) {
      // Ours, but the commit with the schema was cleaned away.
      return state(version, summary.get(), kernel.schema());
    }
    return new TableState(
        version, kernel.paths(), kernel.transaction(), Optional.empty(), false, kernel.schema());
  }

  private static TableState state(long version, CommitSummary summary, String schema) {
    return new TableState(
        version, summary.files(), summary.epoch(), Optional.of(summary.stepKey()), true, schema);
  }

  /**
   * Makes {@code next} the version after {@code read}, and returns its number. Adopts the latest
   * version when it already carries the step key and the files.
   *
   * @throws ConflictException when somebody else's commit stands there
   * @throws FencedException when the attempt was taken over
   */
  public long commit(Attempt attempt, Path table, TableState read, NewVersion next) {
    return commitAll(attempt, List.of(new TableCommit(table, read, next))).get(0).version();
  }

  /**
   * Overwrites many tables, waiting for the disk once instead of for each. The outcomes are in the
   * order of the commits; one that is refused does not keep back the others.
   *
   * @throws FencedException when the attempt was taken over
   */
  public List<CommitOutcome> commitAll(Attempt attempt, List<TableCommit> commits) {
    List<Optional<CommitOutcome>> early = new ArrayList<>(commits.size());
    List<Optional<Path>> staged = new ArrayList<>(commits.size());
    for (TableCommit commit : commits) {
      Optional<CommitOutcome> outcome = Optional.empty();
      Optional<Path> file = Optional.empty();
      try {
        if (carried(commit)) {
          outcome = Optional.of(new CommitOutcome.Done(commit.read().version(), true));
        } else {
          file = Optional.of(stage(attempt, text(commit)));
        }
      } catch (FencedException e) {
        throw e;
      } catch (StorageException e) {
        outcome = Optional.of(new CommitOutcome.Refused(e));
      }
      early.add(outcome);
      staged.add(file);
    }
    SortedSet<Path> folders = new TreeSet<>();
    for (int i = 0; i < commits.size(); i++) {
      if (staged.get(i).isPresent()) {
        folders.add(new DeltaLog(commits.get(i).table()).folder());
      }
    }
    publication.sync(staged.stream().flatMap(Optional::stream).toList());
    publication.createFolders(folders);
    List<CommitOutcome> outcomes = new ArrayList<>(commits.size());
    for (int i = 0; i < commits.size(); i++) {
      TableCommit commit = commits.get(i);
      if (staged.get(i).isPresent()) {
        outcomes.add(publish(staged.get(i).get(), commit));
      } else {
        outcomes.add(early.get(i).orElseThrow());
      }
    }
    publication.sync(folders);
    for (int i = 0; i < commits.size(); i++) {
      if (outcomes.get(i) instanceof CommitOutcome.Done done && !done.adopted()) {
        checkpointIfDue(attempt, commits.get(i).table(), done.version());
      }
    }
    return List.copyOf(outcomes);
  }

  private static boolean carried(TableCommit commit) {
    return commit.read().carries(commit.next())
        && new DeltaLog(commit.table()).isLatest(commit.read().version());
  }

  private CommitOutcome publish(Path staged, TableCommit commit) {
    long version = commit.read().version() + 1;
    try {
      publication.publishUnsynced(
          Kind.DELTA_LOG, staged, new DeltaLog(commit.table()).commit(version));
      return new CommitOutcome.Done(version, false);
    } catch (ConflictException e) {
      // An attempt before this one may have come as far as its commit.
      TableState now = latest(commit.table());
      return now.carries(commit.next())
          ? new CommitOutcome.Done(now.version(), true)
          : new CommitOutcome.Refused(ConflictException.ofCommit(commit.table(), version));
    }
  }

  private CommitText text(TableCommit commit) {
    TableState read = commit.read();
    NewVersion next = commit.next();
    DeltaLog log = new DeltaLog(commit.table());
    DeltaSchema schema = DeltaSchema.parse(next.schema());
    long version = read.version() + 1;
    if (!read.exists()) {
      TableMetadata metadata =
          new TableMetadata(UUID.randomUUID().toString(), next.timestampMillis(), next.schema());
      return text(version, next, schema, List.of(), version, Optional.of(metadata), true);
    }
    Optional<CommitSummary> summary = log.summary(read.version());
    if (summary.isEmpty()) {
      KernelTable kernel = Kernel.read(log.table(), read.version(), CommitText.APPLICATION);
      requireKnownProtocol(log.table(), kernel);
      // All that others may have set goes: partitions, properties, another schema.
      TableMetadata metadata =
          new TableMetadata(kernel.id(), kernel.createdMillis(), next.schema());
      boolean protocol = schema.hasTimestampNtz() && kernel.writerVersion() < FEATURES_WRITER;
      return text(version, next, schema, kernel.paths(), version, Optional.of(metadata), protocol);
    }
    if (read.schema().equals(next.schema())) {
      long schemaVersion = summary.get().schemaVersion();
      return text(version, next, schema, read.files(), schemaVersion, Optional.empty(), false);
    }
    TableMetadata old =
        log.metadata(summary.get().schemaVersion())
            .orElseGet(
                () -> {
                  KernelTable kernel =
                      Kernel.read(log.table(), read.version(), CommitText.APPLICATION);
                  return new TableMetadata(kernel.id(), kernel.createdMillis(), kernel.schema());
                });
    // Stating the protocol once more changes nothing, and spares finding out whether it is stated.
    return text(
        version,
        next,
        schema,
        read.files(),
        version,
        Optional.of(new TableMetadata(old.id(), old.createdMillis(), next.schema())),
        schema.hasTimestampNtz());
  }

  private CommitText text(
      long version,
      NewVersion next,
      DeltaSchema schema,
      List<String> oldFiles,
      long schemaVersion,
      Optional<TableMetadata> metadata,
      boolean protocol) {
    return new CommitText(
        engineVersion, version, next, schema, oldFiles, schemaVersion, metadata, protocol);
  }

  private static void requireKnownProtocol(Path table, KernelTable kernel) {
    boolean known =
        kernel.writerVersion() <= 2
            || (kernel.writerVersion() == FEATURES_WRITER
                && KNOWN_FEATURES.containsAll(kernel.features()));
    if (!known) {
      throw new StorageException(
          "DELTA_PROTOCOL",
          "The table "
              + table
              + " was given Delta features that Varve does not write: reader version "
              + kernel.readerVersion()
              + ", writer version "
              + kernel.writerVersion()
              + " "
              + kernel.features()
              + ".",
          "Move the table's folder away and build again.");
    }
  }

  private static Path stage(Attempt attempt, CommitText text) {
    Path file = attempt.scratch("delta-commit");
    try {
      return Files.write(file, text.toBytes(), StandardOpenOption.CREATE_NEW);
    } catch (NoSuchFileException e) {
      throw new FencedException(file + " cannot be written: this work was taken over.", e);
    } catch (IOException e) {
      throw StorageException.of("write", file, e);
    }
  }

  /**
   * The log's length is bounded at a price that is spread over builds: not all tables of a
   * warehouse are due at the same version.
   */
  private void checkpointIfDue(Attempt attempt, Path table, long version) {
    int spread = Math.floorMod(table.toString().hashCode(), CHECKPOINT_INTERVAL);
    if (version < FIRST_CHECKPOINT || (version + spread) % CHECKPOINT_INTERVAL != 0) {
      return;
    }
    try {
      checkpoint(attempt, table, version);
    } catch (FencedException e) {
      throw e;
    } catch (StorageException e) {
      // The commit stands; the next checkpoint makes up for this one.
      LOG.warn("{}", e.getMessage());
    }
  }

  /** Writes a checkpoint of a version, from which readers may start instead of from the first. */
  public void checkpoint(Attempt attempt, Path table, long version) {
    DeltaLog log = new DeltaLog(table);
    if (Files.exists(log.checkpoint(version))) {
      return;
    }
    List<StagedFile> files;
    try {
      files = Kernel.checkpoint(table, version, () -> attempt.scratch("delta-checkpoint"));
    } catch (StorageException e) {
      attempt.requireOwned();
      throw e;
    }
    publication.sync(files.stream().map(StagedFile::staged).toList());
    for (StagedFile file : files) {
      if (file.replace()) {
        publication.replace(Kind.CHECKPOINT, file.staged(), file.target());
      } else {
        publication.publish(Kind.CHECKPOINT, file.staged(), file.target());
      }
    }
  }
}

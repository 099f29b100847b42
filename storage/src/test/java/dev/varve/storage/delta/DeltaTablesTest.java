package dev.varve.storage.delta;

import static dev.varve.storage.delta.TestTable.ORDERS;
import static dev.varve.storage.delta.TestTable.WITHOUT_TIME;
import static dev.varve.storage.delta.TestTable.names;
import static dev.varve.storage.delta.TestTable.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.ConflictException;
import dev.varve.storage.FencedException;
import dev.varve.storage.StorageException;
import dev.varve.storage.delta.internal.KernelTable;
import dev.varve.storage.staging.Attempt;
import dev.varve.storage.store.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTablesTest {
  @TempDir Path folder;
  private TestTable table;

  @BeforeEach
  void warehouse() throws IOException {
    table = new TestTable(folder);
  }

  @Test
  void aTableThatIsNotThereHasNoVersion() {
    assertThat(table.tables.latest(table.path)).isEqualTo(TableState.none());
    assertThat(table.tables.isLatest(table.path, -1)).isTrue();
    assertThat(table.tables.isLatest(table.path, 0)).isFalse();
  }

  @Test
  void createsATableThatKernelReads() throws IOException {
    List<DataFile> files = table.orders(1, 2);

    assertThat(table.commit(version("key", files))).isZero();

    assertThat(table.tables.latest(table.path))
        .isEqualTo(new TableState(0, names(files), 7, Optional.of("key"), true, ORDERS));
    KernelTable kernel = table.kernel(0);
    assertThat(kernel.paths()).isEqualTo(names(files));
    assertThat(kernel.schema()).isEqualTo(ORDERS);
    assertThat(kernel.transaction()).isEqualTo(7);
    assertThat(kernel.readerVersion()).isEqualTo(3);
    assertThat(kernel.features()).containsExactly("appendOnly", "invariants", "timestampNtz");
    assertThat(table.tables.isLatest(table.path, 0)).isTrue();
  }

  @Test
  void statesTheLowestProtocolThatWillDo() throws IOException {
    table.commit(version(WITHOUT_TIME, "key", table.orders(1)));
    assertThat(table.kernel(0).readerVersion()).isEqualTo(1);
    assertThat(table.kernel(0).writerVersion()).isEqualTo(2);

    table.commit(version(ORDERS, "key2", table.orders(1)));
    assertThat(table.kernel(1).readerVersion()).isEqualTo(3);

    table.commit(version(WITHOUT_TIME, "key3", table.orders(1)));
    assertThat(table.kernel(2).readerVersion()).isEqualTo(3);
  }

  @Test
  void overwritesFilesAndKeepsOldVersionsReadable() throws IOException {
    List<DataFile> old = table.orders(1, 2);
    table.commit(version("key", old));
    List<DataFile> now = table.orders(3);

    assertThat(table.commit(version("key2", now))).isEqualTo(1);

    assertThat(table.kernel(1).paths()).isEqualTo(names(now));
    assertThat(table.tables.latest(table.path).files()).isEqualTo(names(now));
    assertThat(table.kernel(0).paths()).isEqualTo(names(old));
    assertThat(table.tables.isLatest(table.path, 0)).isFalse();
  }

  @Test
  void doesNotMentionAFileThatStays() throws IOException {
    table.commit(version("key", table.orders(1, 2)));
    List<DataFile> now = table.orders(2, 3);
    table.commit(version("key2", now));

    assertThat(table.commitText(1).lines().skip(1))
        .noneMatch(line -> line.contains(now.get(0).path()));
    assertThat(table.kernel(1).paths()).isEqualTo(names(now));
    assertThat(table.tables.latest(table.path).files()).isEqualTo(names(now));
  }

  @Test
  void changesTheSchemaAndKeepsTheTablesId() throws IOException {
    table.commit(version("key", table.orders(1)));
    table.commit(version("key2", table.orders(2)));
    assertThat(table.commitText(1)).doesNotContain("metaData");
    assertThat(table.tables.latest(table.path).schema()).isEqualTo(ORDERS);

    table.commit(version(WITHOUT_TIME, "key3", table.orders(3)));
    table.commit(version(WITHOUT_TIME, "key4", table.orders(1)));

    assertThat(table.tables.latest(table.path).schema()).isEqualTo(WITHOUT_TIME);
    assertThat(table.kernel(3).schema()).isEqualTo(WITHOUT_TIME);
    assertThat(table.kernel(3).id()).isEqualTo(table.kernel(0).id());
    assertThat(table.kernel(3).createdMillis()).isEqualTo(TestTable.NOW);
  }

  @Test
  void aTableWithoutRowsHasOneFile() throws IOException {
    List<DataFile> files = List.of(table.file(0, "orders-none.parquet"));
    table.commit(version("key", files));
    assertThat(files.get(0).rows()).isZero();
    assertThat(table.kernel(0).paths()).isEqualTo(names(files));
  }

  @Test
  void adoptsAVersionThatAlreadyCarriesKeyAndFiles() throws IOException {
    NewVersion wanted = version("key", table.orders(1));
    TableState before = table.tables.latest(table.path);
    table.tables.commit(table.attempt(), table.path, before, wanted);

    // An attempt that read before, as one that was killed right after its commit.
    assertThat(table.tables.commit(table.attempt(), table.path, before, wanted)).isZero();
    // One that read after.
    assertThat(table.commit(wanted)).isZero();
    assertThat(table.tables.latest(table.path).version()).isZero();

    assertThat(table.commit(version("other key", table.orders(1)))).isEqualTo(1);
  }

  @Test
  void refusesToCommitOverAnothersCommit() throws IOException {
    table.commit(version("key", table.orders(1)));
    TableState read = table.tables.latest(table.path);
    String foreign = "{\"commitInfo\":{\"engineInfo\":\"delta-rs\",\"operation\":\"VACUUM END\"}}";
    table.foreignCommit(1, foreign);

    NewVersion wanted = version("key2", table.orders(2));
    assertThatThrownBy(() -> table.tables.commit(table.attempt(), table.path, read, wanted))
        .isInstanceOf(ConflictException.class)
        .hasMessageStartingWith("TABLE_CHANGED_OUTSIDE: Something other than Varve made version 1 ")
        .hasMessageContaining("--rebuild")
        .hasMessageNotContaining("move it away");
    assertThat(table.commitText(1)).isEqualTo(foreign + "\n");
  }

  @Test
  void noticesThatTheLatestVersionIsNotItsOwn() throws IOException {
    List<DataFile> files = table.orders(1);
    table.commit(version("key", files));
    table.foreignCommit(
        1,
        "{\"add\":{\"path\":\"other%20file.parquet\",\"partitionValues\":{},\"size\":1,"
            + "\"modificationTime\":1,\"dataChange\":true}}",
        "{\"commitInfo\":{\"engineInfo\":\"varve/0.1.0 is not written here\"}}");

    TableState state = table.tables.latest(table.path);
    assertThat(state.ours()).isFalse();
    assertThat(state.stepKey()).isEmpty();
    assertThat(state.version()).isEqualTo(1);
    assertThat(state.transaction()).isEqualTo(7);
    assertThat(state.files()).containsExactly("other%20file.parquet", files.get(0).path());

    // Whether to go on is decided elsewhere; if so, all that was there is replaced.
    List<DataFile> now = table.orders(2);
    table.commit(version("key2", now));
    assertThat(table.kernel(2).paths()).isEqualTo(names(now));
    assertThat(table.kernel(2).id()).isEqualTo(table.kernel(0).id());
    assertThat(table.tables.latest(table.path).ours()).isTrue();
  }

  @Test
  void leavesATableAloneThatNeedsFeaturesItDoesNotWrite() throws IOException {
    table.commit(version("key", table.orders(1)));
    table.foreignCommit(
        1,
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"deletionVectors\"],"
            + "\"writerFeatures\":[\"deletionVectors\"]}}");

    assertThatThrownBy(() -> table.commit(version("key2", table.orders(2))))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo("DELTA_PROTOCOL"));
    assertThat(table.log().commit(2)).doesNotExist();
  }

  @Test
  void doesNotUnderstandSummariesOfNewerFormats() throws IOException {
    table.commit(version("key", table.orders(1)));
    Path commit = table.log().commit(0);
    Files.writeString(
        commit,
        Files.readString(commit)
            .replace("\"varve\":{\"formatVersion\":1", "\"varve\":{\"formatVersion\":2"));
    assertThat(table.tables.latest(table.path).ours()).isFalse();
  }

  @Test
  void anAttemptThatWasTakenOverCommitsNothing() throws IOException {
    NewVersion wanted = version("key", table.orders(1));
    Attempt late = table.attempt();
    TableState read = table.tables.latest(table.path);
    table.attempt();

    assertThatThrownBy(() -> table.tables.commit(late, table.path, read, wanted))
        .isInstanceOf(FencedException.class);
    assertThat(table.tables.latest(table.path)).isEqualTo(TableState.none());
  }

  @Test
  void commitsManyTablesAndRefusesOneByOne() throws IOException {
    List<DataFile> files = table.orders(1);
    table.commit(version("key", files));
    TableState stale = table.tables.latest(table.path);
    table.commit(version("key2", files));
    Path other = table.warehouse.table("dev", "marts.other");
    Path odd = table.warehouse.table("dev", "marts.odd");

    List<CommitOutcome> outcomes =
        table.tables.commitAll(
            table.attempt(),
            List.of(
                new TableCommit(table.path, stale, version("key3", files)),
                new TableCommit(other, TableState.none(), version("key4", files)),
                new TableCommit(
                    odd,
                    TableState.none(),
                    version(ORDERS.replace("\"id\"", "\"count(*)\""), "key5", files)),
                new TableCommit(
                    table.path, table.tables.latest(table.path), version("key2", files))));

    assertThat(outcomes.get(0)).isInstanceOf(CommitOutcome.Refused.class);
    assertThat(outcomes.get(1)).isEqualTo(new CommitOutcome.Done(0, false));
    assertThatThrownBy(() -> outcomes.get(2).version())
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo("DELTA_COLUMN_NAME"));
    assertThat(outcomes.get(3)).isEqualTo(new CommitOutcome.Done(1, true));
    assertThat(table.tables.latest(other).files()).isEqualTo(names(files));
    assertThat(odd).doesNotExist();
  }

  @Test
  void keepsTheLogShortWithCheckpointsThatKernelReads() throws IOException {
    List<DataFile> one = table.orders(1);
    List<DataFile> two = table.orders(2, 3);
    for (int i = 0; i < 40; i++) {
      table.commit(version("key" + i, i % 2 == 0 ? one : two));
    }
    List<Path> checkpoints;
    try (var names = Files.list(table.log().folder())) {
      checkpoints =
          names.filter(p -> p.toString().endsWith(".checkpoint.parquet")).sorted().toList();
    }
    assertThat(checkpoints).hasSizeBetween(1, 2);
    long last =
        Long.parseLong(
            checkpoints.get(checkpoints.size() - 1).getFileName().toString().substring(0, 20));
    assertThat(last).isGreaterThanOrEqualTo(20);
    assertThat(Files.readString(table.log().folder().resolve("_last_checkpoint")))
        .contains("\"version\":" + last);

    // Nothing before the checkpoint is needed any more.
    KernelTable before = table.kernel(39);
    for (long version = 0; version < last; version++) {
      Files.delete(table.log().commit(version));
    }
    assertThat(table.kernel(39)).isEqualTo(before);
    assertThat(before.paths()).isEqualTo(names(two));
    TableState state = table.tables.latest(table.path);
    assertThat(state)
        .isEqualTo(new TableState(39, names(two), 7, Optional.of("key39"), true, ORDERS));
    assertThat(table.commit(version(WITHOUT_TIME, "key40", one))).isEqualTo(40);
    assertThat(table.kernel(40).id()).isEqualTo(before.id());
  }

  @Test
  void aCheckpointLeavesNothingBehindWhenItsAttemptIsTakenOver() throws IOException {
    table.commit(version("key", table.orders(1)));
    Attempt late = table.attempt();
    table.attempt();
    assertThatThrownBy(() -> table.tables.checkpoint(late, table.path, 0))
        .isInstanceOf(FencedException.class);
    try (var names = Files.list(table.log().folder())) {
      assertThat(names).containsExactly(table.log().commit(0));
    }
  }
}

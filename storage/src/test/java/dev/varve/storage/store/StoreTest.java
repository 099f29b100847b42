package dev.varve.storage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.Digest;
import dev.varve.storage.FencedException;
import dev.varve.storage.StorageException;
import dev.varve.storage.Warehouse;
import dev.varve.storage.staging.Attempt;
import dev.varve.storage.staging.StagingFolders;
import dev.varve.storage.testing.Examples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  @TempDir Path folder;
  private final CountingPublication publication = new CountingPublication();
  private Warehouse warehouse;
  private Store store;
  private Attempt attempt;

  @BeforeEach
  void beginAttempt() {
    warehouse = Warehouse.open(folder);
    store = new Store(warehouse, publication);
    StagingFolders.create(warehouse, 1);
    attempt = Attempt.begin(warehouse, 1, "step", 1);
  }

  @Test
  void aFileFindsItsHomeUnderItsDigestReadOnly() throws IOException {
    Path staged = Files.writeString(attempt.file("a"), "rows");
    store.putFiles(attempt, staged("rows", staged));
    Path home = warehouse.storeFile(Digest.of("rows"));
    assertThat(home).hasContent("rows");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("r--r--r--");
    assertThat(store.checkStored(Digest.of("rows"))).isEqualTo(FileCheck.AS_RECORDED);
    assertThat(staged).exists();
  }

  @Test
  void aFileThatIsThereAlreadyIsKept() throws IOException {
    put("a", "rows");
    Object before = Files.getAttribute(warehouse.storeFile(Digest.of("rows")), "unix:ino");
    put("b", "rows");
    assertThat(Files.getAttribute(warehouse.storeFile(Digest.of("rows")), "unix:ino"))
        .isEqualTo(before);
  }

  @Test
  void aDamagedFileIsHealedByWhatIsBuiltAgain() throws IOException {
    put("a", "rows");
    Path home = warehouse.storeFile(Digest.of("rows"));
    damage(home);
    assertThat(store.checkStored(Digest.of("rows"))).isEqualTo(FileCheck.CHANGED);
    put("b", "rows");
    assertThat(store.checkStored(Digest.of("rows"))).isEqualTo(FileCheck.AS_RECORDED);
    assertThat(attempt.file("b")).exists();
  }

  @Test
  void aFileThatIsNotWhatItsDigestSaysNeverReplacesOne() throws IOException {
    put("a", "rows");
    Path staged = Files.writeString(attempt.file("b"), "other rows");
    assertThatThrownBy(() -> store.putFiles(attempt, staged("rows", staged)))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("DIGEST_DIFFERS");
    assertThat(warehouse.storeFile(Digest.of("rows"))).hasContent("rows");
  }

  @Test
  void manyFilesAreSyncedTogether() throws IOException {
    List<Store.StagedFile> files = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Path staged = Files.writeString(attempt.file("f" + i), "rows " + i);
      files.add(new Store.StagedFile(staged, Digest.of("rows " + i)));
    }
    store.putFiles(attempt, files);
    assertThat(store.checkStored(Digest.of("rows 99"))).isEqualTo(FileCheck.AS_RECORDED);
    // The staged files, the store's folder, and the folders above it that had to be made.
    assertThat(publication.syncs).isLessThanOrEqualTo(4);
  }

  @Test
  void aStampTellsAFileThatWasTouchedReplacedOrRemoved() throws IOException {
    Path table = Files.createDirectory(folder.resolve("table"));
    DataFile file = dataFile("rows", new FileStamp(0, 0, 0));
    Path path = Files.writeString(table.resolve(file.path()), "rows");
    DataFile recorded = dataFile("rows", FileStamp.of(path));
    assertThat(store.verifyStamp(recorded, table)).isTrue();

    Files.createLink(table.resolve("link"), path);
    assertThat(store.verifyStamp(recorded, table)).as("a link moves ctime only").isTrue();

    FileTime time = Files.getLastModifiedTime(path);
    Files.writeString(path, "ROWS");
    Files.setLastModifiedTime(path, FileTime.fromMillis(time.toMillis() + 1));
    assertThat(store.checkStamp(recorded, table)).isEqualTo(FileCheck.CHANGED);
    assertThat(store.checkDigest(recorded, table)).isEqualTo(FileCheck.CHANGED);

    Files.delete(path);
    Files.writeString(path, "rows");
    Files.setLastModifiedTime(path, time);
    assertThat(store.checkDigest(recorded, table)).isEqualTo(FileCheck.AS_RECORDED);

    Files.delete(path);
    assertThat(store.checkStamp(recorded, table)).isEqualTo(FileCheck.MISSING);
    assertThat(store.checkDigest(recorded, table)).isEqualTo(FileCheck.MISSING);
    assertThat(store.checkStamp(recorded, path)).isEqualTo(FileCheck.MISSING);
  }

  @Test
  void aRecordIsFoundByItsKey() {
    ActionRecord one = Examples.actionRecord("a");
    store.putRecords(attempt, List.of(one));
    assertThat(store.record(one.stepKey())).contains(one);
    assertThat(store.record(Examples.key("b"))).isEmpty();
  }

  @Test
  void theRecordsOfABatchShareAFewFilesAndSyncs() throws IOException {
    List<ActionRecord> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      records.add(Examples.actionRecord("r" + i));
    }
    store.putRecords(attempt, records);
    for (ActionRecord expected : records) {
      assertThat(store.record(expected.stepKey())).contains(expected);
    }
    assertThat(publication.syncs).isLessThanOrEqualTo(4);
    assertThat(publication.linked).isEqualTo(100);
    try (var staged = Files.list(attempt.folder())) {
      assertThat(staged.count()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void aRecordThatSaysTheSameIsLeftAlone() {
    ActionRecord first = Examples.actionRecord("a");
    store.putRecords(attempt, List.of(first));
    ActionRecord slower = withMeasurements(first, new Measurements(1000, 1000, 0));
    store.putRecords(attempt, List.of(slower));
    assertThat(store.record(first.stepKey())).contains(first);
  }

  @Test
  void aRecordThatSaysOtherwiseIsReplaced() {
    ActionRecord first = Examples.actionRecord("a");
    ActionRecord second = Examples.actionRecord("b");
    store.putRecords(attempt, List.of(first, second));
    ActionRecord other =
        new ActionRecord(
            first.stepKey(),
            first.ingredients(),
            first.schema(),
            List.of(Examples.file("other")),
            List.of(),
            first.rows(),
            first.bytes(),
            first.measurements());
    store.putRecords(attempt, List.of(other));
    assertThat(store.record(first.stepKey())).contains(other);
    assertThat(store.record(second.stepKey())).contains(second);
  }

  @Test
  void aDamagedRecordCountsAsAbsentAndIsReplaced() throws IOException {
    ActionRecord one = Examples.actionRecord("a");
    store.putRecords(attempt, List.of(one));
    damage(warehouse.storeRecords().resolve(one.stepKey()));
    assertThat(store.record(one.stepKey())).isEmpty();
    store.putRecords(attempt, List.of(one));
    assertThat(store.record(one.stepKey())).contains(one);
  }

  @Test
  void aRecordUnderAnotherKeysNameIsNotBelieved() throws IOException {
    ActionRecord one = Examples.actionRecord("a");
    store.putRecords(attempt, List.of(one));
    Path records = warehouse.storeRecords();
    Files.copy(records.resolve(one.stepKey()), records.resolve(Examples.key("b")));
    assertThat(store.record(Examples.key("b"))).isEmpty();
  }

  @Test
  void whoWasTakenOverPutsNothing() throws IOException {
    Path staged = Files.writeString(attempt.file("a"), "rows");
    Attempt.begin(warehouse, 1, "step", 2);
    assertThatThrownBy(() -> store.putFiles(attempt, staged("rows", staged)))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> store.putRecords(attempt, List.of(Examples.actionRecord("a"))))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> store.putIndex(attempt, "k", "a", bytes("x")))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> store.putArtifact(attempt, bytes("x")))
        .isInstanceOf(FencedException.class);
    assertThat(folder.resolve("_varve/store/files"))
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
  }

  @Test
  void anArtifactIsFoundByItsDigest() {
    Digest digest = store.putArtifact(attempt, bytes("plan"));
    assertThat(digest).isEqualTo(Digest.of("plan"));
    assertThat(store.artifact(digest)).contains(bytes("plan"));
    assertThat(store.putArtifact(attempt, bytes("plan"))).isEqualTo(digest);
    assertThat(store.artifact(Digest.of("none"))).isEmpty();
  }

  @Test
  void aDamagedArtifactCountsAsAbsentAndIsReplaced() throws IOException {
    Digest digest = store.putArtifact(attempt, bytes("plan"));
    damage(warehouse.storeArtifact(digest));
    assertThat(store.artifact(digest)).isEmpty();
    store.putArtifact(attempt, bytes("plan"));
    assertThat(store.artifact(digest)).contains(bytes("plan"));
  }

  @Test
  void anIndexEntryIsReplacedByANewerOne() {
    assertThat(store.index("pins", "data/a b.csv")).isEmpty();
    store.putIndex(attempt, "pins", "data/a b.csv", bytes("old"));
    store.putIndex(attempt, "pins", "data/a b.csv", bytes("new"));
    assertThat(store.index("pins", "data/a b.csv")).map(StoreTest::text).contains("new");
    assertThat(store.index("other", "data/a b.csv")).isEmpty();
  }

  @Test
  void manyIndexEntriesAreKeptWithoutASync() {
    SortedMap<String, byte[]> values = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      values.put("k" + i, bytes("v" + i));
    }
    store.putIndex(attempt, "compiled", values);
    int before = publication.syncs;
    store.putIndex(attempt, "compiled", values);
    assertThat(publication.syncs).isEqualTo(before);
    assertThat(store.index("compiled", "k77")).map(StoreTest::text).contains("v77");
  }

  @Test
  void aTornIndexEntryCountsAsAbsent() throws IOException {
    store.putIndex(attempt, "pins", "a", bytes("value"));
    Path file = warehouse.storeIndex("pins").resolve("a");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, new byte[whole.length]);
    assertThat(store.index("pins", "a")).isEqualTo(Optional.empty());
    Files.write(file, new byte[0]);
    assertThat(store.index("pins", "a")).isEmpty();
  }

  private void put(String name, String content) throws IOException {
    Path staged = Files.writeString(attempt.file(name), content);
    store.putFiles(attempt, staged(content, staged));
  }

  private static List<Store.StagedFile> staged(String content, Path file) {
    return List.of(new Store.StagedFile(file, Digest.of(content)));
  }

  private static void damage(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.write(file, content);
  }

  private static DataFile dataFile(String content, FileStamp stamp) {
    Digest digest = Digest.of(content);
    return new DataFile(DataFile.name(0, digest), digest, 1, stamp, List.of());
  }

  private static ActionRecord withMeasurements(ActionRecord of, Measurements measurements) {
    return new ActionRecord(
        of.stepKey(),
        of.ingredients(),
        of.schema(),
        of.files(),
        of.columns(),
        of.rows(),
        of.bytes(),
        measurements);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

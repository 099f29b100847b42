package dev.varve.storage.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.FencedException;
import dev.varve.storage.Publication;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.StorageException;
import dev.varve.storage.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTest {
  private static final long EPOCH = 4;
  private static final String STEP = "marts.revenue";

  @TempDir Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void beginEpoch() {
    warehouse = Warehouse.open(folder);
    StagingFolders.create(warehouse, EPOCH);
  }

  @Test
  void hasAFolderOfItsOwn() {
    Attempt attempt = begin(1);
    assertThat(attempt.folder()).isEqualTo(warehouse.staging(EPOCH, STEP).resolve("1"));
    assertThat(attempt.folder()).isEmptyDirectory();
    assertThat(attempt.file("x")).isEqualTo(attempt.folder().resolve("x"));
    attempt.requireOwned();
  }

  @Test
  void aHigherNumberTakesTheFoldersOfLowerOnesAway() throws IOException {
    Attempt first = begin(1);
    Path staged = Files.writeString(first.file("f"), "x");
    Attempt second = begin(2);
    assertThat(warehouse.staging(EPOCH, STEP)).isDirectoryContaining("glob:**/2");
    assertThat(warehouse.staging(EPOCH, STEP)).isDirectoryNotContaining("glob:**/1");
    assertThat(warehouse.staging(EPOCH, STEP)).isDirectoryNotContaining("glob:**/.gone*");
    assertThatThrownBy(
            () -> new Publication().publish(Kind.DATA, staged, folder.resolve("published")))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(first::requireOwned).isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> first.write("late", bytes("x"))).isInstanceOf(FencedException.class);
    second.requireOwned();
  }

  @Test
  void aLowerNumberThatComesLateIsFencedAndDoesNoHarm() throws IOException {
    Attempt second = begin(2);
    Files.writeString(second.file("f"), "x");
    assertThatThrownBy(() -> begin(1)).isInstanceOf(FencedException.class);
    assertThat(second.file("f")).hasContent("x");
  }

  @Test
  void aLowerNumberIsFencedAfterTheHigherOneHasFinished() {
    begin(2).finish();
    assertThatThrownBy(() -> begin(1)).isInstanceOf(FencedException.class);
  }

  @Test
  void aNumberIsBegunOnce() {
    begin(1);
    assertThatThrownBy(() -> begin(1)).isInstanceOf(FencedException.class);
  }

  @Test
  void stepsDoNotDisturbOneAnother() {
    Attempt other = Attempt.begin(warehouse, EPOCH, "marts.other", 1);
    begin(5);
    other.requireOwned();
  }

  @Test
  void anEpochThatEndedIsNotBroughtBack() {
    StagingFolders.remove(warehouse, EPOCH);
    assertThatThrownBy(() -> begin(1)).isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> Attempt.takeOver(warehouse, EPOCH, STEP, 1, 2))
        .isInstanceOf(FencedException.class);
    assertThat(warehouse.staging()).isEmptyDirectory();
  }

  @Test
  void finishingEmptiesTheFolderAndLeavesIt() throws IOException {
    Attempt attempt = begin(1);
    Files.writeString(attempt.file("f"), "x");
    Files.createDirectory(attempt.file("d"));
    Files.writeString(attempt.file("d/g"), "x");
    attempt.finish();
    assertThat(attempt.folder()).isEmptyDirectory();
  }

  @Test
  void finishingAfterBeingFencedDoesNothing() {
    Attempt first = begin(1);
    begin(2);
    first.finish();
    assertThat(first.folder()).doesNotExist();
  }

  @Test
  void writingTakesTheExecutedFilesOver() throws IOException {
    Attempt executed = begin(1);
    Path staged = Files.writeString(executed.file("f"), "x");
    Attempt writing = takeOver(1, 2);
    assertThat(writing.file("f")).hasContent("x");
    assertThat(staged).doesNotExist();
    assertThatThrownBy(executed::requireOwned).isInstanceOf(FencedException.class);
  }

  @Test
  void aLaterWriteTakesThemFromAnEarlierOne() throws IOException {
    Files.writeString(begin(1).file("f"), "x");
    Attempt second = takeOver(1, 2);
    Attempt fourth = takeOver(1, 4);
    assertThat(fourth.file("f")).hasContent("x");
    assertThatThrownBy(second::requireOwned).isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> takeOver(1, 3)).isInstanceOf(FencedException.class);
    fourth.requireOwned();
  }

  @Test
  void aLaterWriteFindsTheEmptyFolderOfOneThatFinished() {
    begin(1);
    takeOver(1, 2).finish();
    assertThat(takeOver(1, 3).folder()).isEmptyDirectory();
  }

  @Test
  void filesThatNobodyHasAreAClearError() {
    Attempt.begin(warehouse, EPOCH, STEP, 1);
    assertThatThrownBy(() -> takeOver(2, 3))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("STAGED_FILES_GONE");
  }

  @Test
  void givesANewNameEachTime() {
    Attempt attempt = begin(1);
    assertThat(attempt.scratch("a")).isNotEqualTo(attempt.scratch("a"));
    assertThat(attempt.write("a", bytes("x"))).hasContent("x");
  }

  @Test
  void leftoversOfTakersThatWereStoppedAreSweptByTheNext() throws IOException {
    Path left = warehouse.staging(EPOCH, STEP);
    begin(1);
    Files.createDirectory(left.resolve(".gone-0-x"));
    Files.writeString(left.resolve(".gone-0-x/f"), "x");
    begin(2);
    assertThat(left).isDirectoryNotContaining("glob:**/.gone*");
  }

  private Attempt begin(long number) {
    return Attempt.begin(warehouse, EPOCH, STEP, number);
  }

  private Attempt takeOver(long executed, long number) {
    return Attempt.takeOver(warehouse, EPOCH, STEP, executed, number);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package dev.varve.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.varve.storage.Publication.Item;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.Publication.Outcome;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicationTest {
  private final Publication publication = new Publication();

  @TempDir Path folder;
  private Path staging;
  private Path target;

  @BeforeEach
  void makeStaging() throws IOException {
    staging = Files.createDirectory(folder.resolve("staging"));
    target = folder.resolve("final/place/name");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aThingAppearsUnderItsFinalNameAsALink(Kind kind) throws IOException {
    Path staged = stage("a", "content");
    assertThat(publication.publish(kind, staged, target)).isEqualTo(Outcome.LINKED);
    assertThat(target).hasContent("content");
    assertThat(Files.isSameFile(staged, target)).isTrue();
  }

  @Test
  void theSameBytesThereAreAsGoodAsDone() throws IOException {
    publication.publish(Kind.RECORD, stage("a", "content"), target);
    assertThat(publication.publish(Kind.RECORD, stage("b", "content"), target))
        .isEqualTo(Outcome.PRESENT);
    assertThat(publication.publish(Kind.RECORD, staging.resolve("a"), target))
        .isEqualTo(Outcome.PRESENT);
  }

  @Test
  void otherBytesThereAreAConflictAndStay() throws IOException {
    publication.publish(Kind.DELTA_LOG, stage("a", "content"), target);
    Path other = stage("b", "contents");
    assertThatThrownBy(() -> publication.publish(Kind.DELTA_LOG, other, target))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(target.toString());
    assertThat(target).hasContent("content");
  }

  @Test
  void whoseSourceIsGoneIsFenced() {
    assertThatThrownBy(() -> publication.publish(Kind.DATA, staging.resolve("none"), target))
        .isInstanceOf(FencedException.class);
    assertThat(target).doesNotExist();
  }

  @Test
  void whoseFolderWasRenamedAwayIsFencedEvenWhereTheBytesAreThere() throws IOException {
    Path staged = stage("a", "content");
    publication.publish(Kind.DATA, staged, target);
    Files.move(staging, folder.resolve(".gone"));
    assertThatThrownBy(() -> publication.publish(Kind.DATA, staged, target))
        .isInstanceOf(FencedException.class);
    assertThat(staging).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Operation not permitted", "Invalid cross-device link", "Too many links"})
  void dataIsCopiedWhereTheLinkIsRefused(String reason) throws IOException {
    Path staged = stage("a", "content");
    Publication refused = refusing(reason);
    assertThat(refused.publish(Kind.DATA, staged, target)).isEqualTo(Outcome.COPIED);
    assertThat(target).hasContent("content");
    assertThat(Files.isSameFile(staged, target)).isFalse();
    assertThat(target.getParent()).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void dataWhoseSourceIsGoneIsNotCopied() {
    assertThatThrownBy(
            () ->
                refusing("Operation not permitted")
                    .publish(Kind.DATA, staging.resolve("none"), target))
        .isInstanceOf(FencedException.class);
    assertThat(target).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "DATA")
  void nothingElseIsPublishedWhereTheLinkIsRefused(Kind kind) throws IOException {
    Path staged = stage("a", "content");
    assertThatThrownBy(() -> refusing("Operation not permitted").publish(kind, staged, target))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("LINK_REFUSED");
    assertThat(target).doesNotExist();
  }

  @Test
  void dataIsCopiedToAnotherVolume() throws IOException {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory) && isAnotherVolume(memory), "a second volume is needed");
    Path elsewhere = Files.createTempDirectory(memory, "varve");
    try {
      Path there = elsewhere.resolve("name");
      assertThat(publication.publish(Kind.DATA, stage("a", "content"), there))
          .isEqualTo(Outcome.COPIED);
      assertThat(there).hasContent("content");
      assertThat(publication.stage(there, staging.resolve("back"))).isEqualTo(Outcome.COPIED);
      assertThat(staging.resolve("back")).hasContent("content");
      Path log = elsewhere.resolve("log");
      assertThatThrownBy(() -> publication.publish(Kind.DELTA_LOG, staging.resolve("a"), log))
          .hasMessageContaining("LINK_REFUSED");
    } finally {
      Files.deleteIfExists(elsewhere.resolve("name"));
      Files.delete(elsewhere);
    }
  }

  @Test
  void aPublishedFileIsBroughtBackIntoAnAttemptsFolder() throws IOException {
    publication.publish(Kind.DATA, stage("a", "content"), target);
    Path staged = staging.resolve("b");
    assertThat(publication.stage(target, staged)).isEqualTo(Outcome.LINKED);
    assertThat(Files.isSameFile(staged, target)).isTrue();
  }

  @Test
  void whoseFolderIsGoneCannotBringAFileThere() throws IOException {
    publication.publish(Kind.DATA, stage("a", "content"), target);
    Path lost = folder.resolve("gone/b");
    assertThatThrownBy(() -> publication.stage(target, lost)).isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> publication.stage(folder.resolve("none"), staging.resolve("b")))
        .hasMessageContaining("FILE_MISSING");
  }

  @Test
  void aHintReplacesAnOlderOne() throws IOException {
    publication.replace(Kind.INDEX, stage("a", "old"), target);
    publication.replace(Kind.INDEX, stage("b", "new"), target);
    assertThat(target).hasContent("new");
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void aHintIsFencedAlike() throws IOException {
    publication.replace(Kind.CHECKPOINT, stage("a", "old"), target);
    assertThatThrownBy(() -> publication.replace(Kind.CHECKPOINT, staging.resolve("b"), target))
        .isInstanceOf(FencedException.class);
    assertThat(target).hasContent("old");
  }

  @Test
  void manyThingsArePublishedInTheirOrder() throws IOException {
    List<Path> order = new ArrayList<>();
    Publication watched =
        new Publication() {
          @Override
          protected void link(Kind kind, Path staged, Path to) throws IOException {
            order.add(to);
            super.link(kind, staged, to);
          }
        };
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      items.add(new Item(stage("s" + i, "content " + i), folder.resolve("t" + i % 3 + "/" + i)));
    }
    assertThat(watched.publishAll(Kind.DATA, items)).hasSize(50).containsOnly(Outcome.LINKED);
    assertThat(order).isEqualTo(items.stream().map(Item::target).toList());
    assertThat(folder.resolve("t1/49")).hasContent("content 49");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void whatIsGoneCannotBeSynced(int existing) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < existing; i++) {
      paths.add(stage("s" + i, "x"));
    }
    paths.add(staging);
    publication.sync(paths);
    paths.add(staging.resolve("none"));
    assertThatThrownBy(() -> publication.sync(paths)).isInstanceOf(FencedException.class);
  }

  @Test
  void aFileInThePlaceOfAFolderIsAConflict() throws IOException {
    Files.writeString(folder.resolve("final"), "in the way");
    Path staged = stage("a", "content");
    assertThatThrownBy(() -> publication.publish(Kind.DATA, staged, target))
        .isInstanceOf(ConflictException.class);
  }

  private Path stage(String name, String content) throws IOException {
    return Files.writeString(staging.resolve(name), content);
  }

  private boolean isAnotherVolume(Path other) throws IOException {
    return !Files.getFileStore(other).equals(Files.getFileStore(folder));
  }

  private static Publication refusing(String reason) {
    return new Publication() {
      @Override
      protected void link(Kind kind, Path staged, Path to) throws IOException {
        throw new FileSystemException(to.toString(), staged.toString(), reason);
      }
    };
  }

  @Test
  void nothingIsLeftBesideAConflict() throws IOException {
    publication.publish(Kind.DATA, stage("a", "content"), target);
    Path other = stage("b", "other");
    assertThatThrownBy(() -> publication.publish(Kind.DATA, other, target))
        .isInstanceOf(ConflictException.class);
    try (Stream<Path> files = Files.list(target.getParent())) {
      assertThat(files).containsExactly(target);
    }
  }
}

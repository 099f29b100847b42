package dev.varve.storage.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.Digest;
import dev.varve.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcePinsTest {
  @TempDir Path folder;
  private final List<String> read = new ArrayList<>();
  private final Kept kept = new Kept();

  /** As long after now as makes files that were just written look old. */
  private Duration later = Duration.ofSeconds(10);

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "a");
    Files.writeString(folder.resolve("b.csv"), "bb");
  }

  @Test
  void pinsPathSizeAndContentInOrder() {
    assertThat(pins().pin("raw.x", folder, "*.csv", false))
        .isEqualTo(
            new SourcePin(
                "raw.x",
                List.of(
                    new PinnedFile("a.csv", 1, Digest.of("a")),
                    new PinnedFile("b.csv", 2, Digest.of("bb")))));
  }

  @Test
  void readsNothingThatIsKnown() {
    SourcePin first = pin(pins());
    assertThat(read).containsExactly("a.csv", "b.csv");
    read.clear();

    assertThat(pin(pins())).isEqualTo(first);
    assertThat(read).isEmpty();
  }

  @Test
  void readsAgainWhatHadChangedWithinTwoSeconds() {
    later = Duration.ofSeconds(1);
    pin(pins());
    read.clear();

    later = Duration.ofSeconds(10);
    pin(pins());
    assertThat(read).containsExactly("a.csv", "b.csv");
    read.clear();

    pin(pins());
    assertThat(read).isEmpty();
  }

  @Test
  void readsATouchedFileAndFindsItUnchanged() throws IOException {
    SourcePin first = pin(pins());
    read.clear();
    Files.setLastModifiedTime(folder.resolve("a.csv"), FileTime.from(Instant.EPOCH));

    assertThat(pin(pins())).isEqualTo(first);
    assertThat(read).containsExactly("a.csv");
  }

  @Test
  void noticesAReplacementThatRestoresSizeAndTime() throws IOException {
    SourcePin first = pin(pins());
    FileTime modified = Files.getLastModifiedTime(folder.resolve("a.csv"));
    Path other = Files.writeString(folder.resolve("other"), "z");
    Files.setLastModifiedTime(other, modified);
    Files.move(other, folder.resolve("a.csv"), StandardCopyOption.REPLACE_EXISTING);

    assertThat(SourcePins.difference(first.files(), pin(pins()).files()).sentence())
        .isEqualTo("1 changed file");
  }

  @Test
  void readsEverythingWhenTheCacheIsDamaged() {
    SourcePin first = pin(pins());
    read.clear();
    for (String damage : List.of("", "{", "[]", "{\"formatVersion\":2,\"files\":[]}", "null")) {
      kept.values.replaceAll((key, value) -> damage.getBytes(StandardCharsets.UTF_8));
      assertThat(pin(pins())).isEqualTo(first);
    }
    assertThat(read).hasSize(10);
  }

  @Test
  void failsWhenAFileKeepsChanging() {
    SourcePins pins =
        new SourcePins(
            kept,
            Instant::now,
            file -> {
              try {
                Files.writeString(file, "more", StandardOpenOption.APPEND);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return Digest.of("more");
            });
    assertThatThrownBy(() -> pins.pin("raw.x", folder, "a.csv", false))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo("SOURCE_CHANGING"));
  }

  @Test
  void failsOnADanglingLink() throws IOException {
    Files.createSymbolicLink(folder.resolve("c.csv"), folder.resolve("nowhere"));
    assertThatThrownBy(() -> pin(pins()))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo("SOURCE_MISSING"));
  }

  @Test
  void checksAPinAgain() throws IOException {
    SourcePins pins = pins();
    SourcePin pin = pin(pins);
    read.clear();
    assertThat(pins.changed(pin, folder)).isEmpty();
    assertThat(read).isEmpty();

    Files.writeString(folder.resolve("a.csv"), "A");
    Files.delete(folder.resolve("b.csv"));
    Files.writeString(folder.resolve("c.csv"), "new files do not matter");

    assertThat(pins.changed(pin, folder)).containsExactly("a.csv", "b.csv");
    assertThat(pins().changed(pin, folder)).containsExactly("a.csv", "b.csv");
  }

  @Test
  void readsManyLargeFilesInParallel() throws IOException {
    byte[] content = new byte[9 << 20];
    for (int i = 0; i < 4; i++) {
      content[0] = (byte) i;
      Files.write(folder.resolve("large" + i), content);
    }
    SourcePins pins = new SourcePins(kept);
    SourcePin pin = pins.pin("raw.x", folder, "large*", false);
    content[0] = 2;
    assertThat(pin.files()).hasSize(4);
    assertThat(pin.files().get(2))
        .isEqualTo(new PinnedFile("large2", content.length, Digest.of(content)));
  }

  @Test
  void identifiesByFooterWhereAsked() throws IOException {
    Files.copy(
        getClass().getResourceAsStream("/dev/varve/storage/parquet/orders-1.parquet"),
        folder.resolve("o.parquet"));
    SourcePins pins = pins();
    SourcePin byFooter = pins.pin("raw.o", folder, "o.parquet", true);
    SourcePin byContent = pins.pin("raw.o", folder, "o.parquet", false);

    assertThat(byFooter.digest()).isNotEqualTo(byContent.digest());
    assertThat(read).containsExactly("o.parquet");
    assertThat(pins.changed(byFooter, folder)).isEmpty();
    assertThatThrownBy(() -> pins.pin("raw.o", folder, "a.csv", true))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo("PARQUET_DAMAGED"));
  }

  @Test
  void describesDifferences() {
    PinnedFile a = new PinnedFile("a", 1, Digest.of("a"));
    PinnedFile b = new PinnedFile("b", 1, Digest.of("b"));
    PinnedFile changedB = new PinnedFile("b", 1, Digest.of("B"));
    PinnedFile c = new PinnedFile("c", 1, Digest.of("c"));
    assertThat(SourcePins.difference(List.of(a, b), List.of(a, b)).none()).isTrue();
    assertThat(SourcePins.difference(List.of(a, b), List.of(a, b)).sentence())
        .isEqualTo("no change");
    assertThat(SourcePins.difference(List.of(a), List.of(a, b)).sentence()).isEqualTo("1 new file");
    assertThat(SourcePins.difference(List.of(a, b), List.of(changedB)).sentence())
        .isEqualTo("1 changed file and 1 removed file");
    assertThat(SourcePins.difference(List.of(a, b), List.of(changedB, c)).sentence())
        .isEqualTo("1 new file, 1 changed file and 1 removed file");
    assertThat(SourcePins.difference(List.of(), List.of(a, b)).sentence()).isEqualTo("2 new files");
  }

  @Test
  void aPinsDigestIsPinnedDown() {
    // It is part of step keys: a change here rebuilds everything, so change its version as well.
    assertThat(
            new SourcePin("raw.x", List.of(new PinnedFile("a.csv", 1, Digest.of("a"))))
                .digest()
                .hex())
        .isEqualTo("69db78605ed844b67b0eb6803006329f4940c11da98eff2aa32b315380af8edc");
  }

  @Test
  void theCachesFormatIsPinnedDown() {
    KnownDigests known =
        new KnownDigests(
            new TreeMap<>(
                Map.of(
                    "a.csv",
                    new KnownDigests.Known(
                        false, new SourceStamp(1, 2, 3, 4), 5, Digest.of("a")))));
    String json =
        "{\"formatVersion\":1,\"files\":[{\"path\":\"a.csv\",\"footer\":false,\"size\":1,"
            + "\"modified\":2,\"changed\":3,\"inode\":4,\"read\":5,\"digest\":\""
            + Digest.of("a").hex()
            + "\"}]}";
    assertThat(new String(known.toJson(), StandardCharsets.UTF_8)).isEqualTo(json);
    String newer = json.replace("\"path\"", "\"later\":{\"x\":[1]},\"path\"");
    assertThat(KnownDigests.fromJson(newer.getBytes(StandardCharsets.UTF_8))).isEqualTo(known);
  }

  private SourcePin pin(SourcePins pins) {
    return pins.pin("raw.x", folder, "*.csv", false);
  }

  private SourcePins pins() {
    return new SourcePins(
        kept,
        () -> Instant.now().plus(later),
        file -> {
          read.add(file.getFileName().toString());
          return Digest.ofFile(file);
        });
  }

  private static final class Kept implements PinCache {
    private final Map<String, byte[]> values = new TreeMap<>();

    @Override
    public Optional<byte[]> load(String key) {
      return Optional.ofNullable(values.get(key));
    }

    @Override
    public void save(String key, byte[] value) {
      values.put(key, value);
    }
  }
}

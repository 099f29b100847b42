package dev.varve.storage.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.Digest;
import dev.varve.storage.FencedException;
import dev.varve.storage.Publication;
import dev.varve.storage.StorageException;
import dev.varve.storage.Warehouse;
import dev.varve.storage.staging.Attempt;
import dev.varve.storage.staging.StagingFolders;
import dev.varve.storage.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentsTest {
  @TempDir Path folder;
  private Warehouse warehouse;
  private Environments environments;
  private Attempt attempt;

  @BeforeEach
  void beginAttempt() {
    warehouse = Warehouse.open(folder);
    environments = new Environments(warehouse, new Publication());
    StagingFolders.create(warehouse, 5);
    attempt = Attempt.begin(warehouse, 5, "snapshot", 1);
  }

  @Test
  void aNewWarehouseHasNone() {
    assertThat(environments.current("dev")).isEmpty();
    assertThat(environments.names()).isEmpty();
  }

  @Test
  void theHighestNumberIsCurrent() {
    for (int i = 1; i <= 11; i++) {
      Manifest published = environments.publish(attempt, manifest("build-" + i));
      assertThat(published.number()).isEqualTo(i);
    }
    assertThat(environments.current("dev")).contains(manifest("build-11").withNumber(11));
    assertThat(pointer(10)).exists();
  }

  @Test
  void environmentsAreCountedApart() {
    environments.publish(attempt, manifest("b1"));
    environments.publish(attempt, in("feature/x", manifest("b2")));
    assertThat(environments.current("feature/x").orElseThrow().number()).isEqualTo(1);
    assertThat(environments.names()).containsExactly("dev", "feature/x");
  }

  @Test
  void sayingTheSameForTheSameBuildChangesNothing() {
    environments.publish(attempt, manifest("b1"));
    Manifest again = environments.publish(attempt, manifest("b1"));
    assertThat(again.number()).isEqualTo(1);
    Manifest other = environments.publish(attempt, Manifests.manifest("b1", List.of()));
    assertThat(other.number()).isEqualTo(2);
  }

  @Test
  void anOlderEpochIsFenced() {
    environments.publish(attempt, manifest("b1"));
    Manifest older = new Manifest(1, "dev", 1, "b0", "shop", "t", 4, List.of(), List.of());
    assertThatThrownBy(() -> environments.publish(attempt, older))
        .isInstanceOf(FencedException.class);
  }

  @Test
  void whoWasTakenOverPublishesNothing() {
    Attempt.begin(warehouse, 5, "snapshot", 2);
    assertThatThrownBy(() -> environments.publish(attempt, manifest("b1")))
        .isInstanceOf(FencedException.class);
    assertThat(environments.current("dev")).isEmpty();
  }

  @Test
  void aDamagedManifestCountsAsAbsentAndTheNumbersGoOn() throws IOException {
    environments.publish(attempt, manifest("b1"));
    Path file = onlyManifest();
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    assertThat(environments.current("dev")).isEmpty();
    assertThat(environments.publish(attempt, manifest("b2")).number()).isEqualTo(2);
  }

  @Test
  void aDamagedPointerCountsAsAbsent() throws IOException {
    environments.publish(attempt, manifest("b1"));
    Files.writeString(pointer(1), "{");
    assertThat(environments.current("dev")).isEmpty();
    Files.writeString(pointer(1), "");
    assertThat(environments.current("dev")).isEmpty();
    assertThat(environments.publish(attempt, manifest("b2")).number()).isEqualTo(2);
  }

  @Test
  void aFormatOfTheFutureIsAnErrorAndNotAbsent() throws IOException {
    environments.publish(attempt, manifest("b1"));
    String text = Files.readString(pointer(1));
    Files.writeString(pointer(1), text.replace("\"formatVersion\":1", "\"formatVersion\":9"));
    assertThatThrownBy(() -> environments.current("dev"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("MANIFEST_TOO_NEW");
  }

  @Test
  void aPointerIsWrittenAndReadAsReleased() throws IOException {
    byte[] golden = Golden.bytes(getClass(), "pointer-1.json");
    Pointer expected = new Pointer(3, "build-7", 5, Digest.of("manifest"), "0a1b2c3d");
    assertThat(new String(expected.toJson(), StandardCharsets.UTF_8))
        .isEqualTo(new String(golden, StandardCharsets.UTF_8));
    assertThat(Pointer.fromJson(golden)).isEqualTo(expected);
  }

  private Path pointer(long number) {
    return warehouse.environment("dev").resolve(number + ".json");
  }

  private Path onlyManifest() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("_varve/manifests"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private static Manifest manifest(String buildId) {
    return Manifests.manifest(buildId, List.of(Manifests.table("marts.revenue")));
  }

  private static Manifest in(String environment, Manifest of) {
    return new Manifest(
        1,
        environment,
        1,
        of.buildId(),
        of.project(),
        of.logicalTime(),
        of.epoch(),
        of.tables(),
        of.sources());
  }
}

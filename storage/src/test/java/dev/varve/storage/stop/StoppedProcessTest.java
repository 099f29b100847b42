package dev.varve.storage.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.storage.Digest;
import dev.varve.storage.Publication;
import dev.varve.storage.Publication.Kind;
import dev.varve.storage.Warehouse;
import dev.varve.storage.lease.Holder;
import dev.varve.storage.lease.Lease;
import dev.varve.storage.lease.LeaseOutcome;
import dev.varve.storage.lease.Leases;
import dev.varve.storage.lease.Liveness;
import dev.varve.storage.staging.Attempt;
import dev.varve.storage.staging.StagingFolders;
import dev.varve.storage.stop.StoppingMain.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two processes and one warehouse: one is put to sleep at the worst moment, its work is taken over
 * by the other, then it wakes up.
 */
@Timeout(120)
class StoppedProcessTest {
  private static final Holder PARENT = new Holder.Workflow("server", "namespace", "parent", "run");

  /** How many publications of each kind {@link Work} makes; leases have cases of their own. */
  private static final Map<Kind, Integer> PUBLICATIONS =
      new EnumMap<>(
          Map.of(
              Kind.DATA, 2,
              Kind.DELTA_LOG, 1,
              Kind.CHECKPOINT, 1,
              Kind.RECORD, 1,
              Kind.INDEX, 1,
              Kind.MANIFEST, 1,
              Kind.POINTER, 1));

  private static Child child;

  @TempDir Path folder;
  private final Publication publication = new Publication();
  private Warehouse warehouse;
  private Leases leases;
  private Path marker;

  @BeforeAll
  static void start() throws IOException {
    child = new Child();
  }

  @AfterAll
  static void end() throws InterruptedException {
    child.close();
  }

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder.resolve("warehouse"));
    leases = new Leases(warehouse, publication, holder -> Liveness.Answer.CLOSED);
    marker = folder.resolve("marker");
  }

  static Stream<Arguments> places() {
    return PUBLICATIONS.entrySet().stream()
        .flatMap(
            entry ->
                Stream.iterate(1, n -> n <= entry.getValue(), n -> n + 1)
                    .flatMap(
                        n ->
                            Stream.of(
                                Arguments.of(entry.getKey(), n, false),
                                Arguments.of(entry.getKey(), n, true))));
  }

  @Test
  void everyKindOfPublicationHasACase() {
    EnumSet<Kind> kinds = EnumSet.of(Kind.LEASE);
    kinds.addAll(PUBLICATIONS.keySet());
    assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
  }

  @ParameterizedTest
  @MethodSource("places")
  void whoIsStoppedBeforePublishingFindsItselfFencedByANewAttempt(
      Kind kind, int ordinal, boolean finished) throws IOException {
    long epoch = take("dev").epoch();
    stopWork(epoch, kind, ordinal);
    Attempt second = Attempt.begin(warehouse, epoch, "step", 2);
    if (finished) {
      Work.run(warehouse, publication, second);
    }
    assertThatItEndsFencedAndChangesNothing();
    assertThat(warehouse.staging(epoch, "step")).isDirectoryNotContaining("glob:**/1");
    if (!finished) {
      Work.run(warehouse, publication, second);
    }
    assertThat(second.folder()).isEmptyDirectory();
    assertThat(published().keySet()).isEqualTo(undisturbed());
  }

  @ParameterizedTest
  @MethodSource("places")
  void whoIsStoppedBeforePublishingFindsItselfFencedByANewEpoch(
      Kind kind, int ordinal, boolean finished) throws IOException {
    long epoch = take("dev").epoch();
    stopWork(epoch, kind, ordinal);
    Lease next = take("dev");
    Attempt first = Attempt.begin(warehouse, next.epoch(), "step", 1);
    if (finished) {
      Work.run(warehouse, publication, first);
    }
    assertThatItEndsFencedAndChangesNothing();
    assertThat(StagingFolders.epochs(warehouse)).containsExactly(next.epoch());
    if (!finished) {
      Work.run(warehouse, publication, first);
    }
    leases.release(next);
    assertThat(warehouse.staging()).isEmptyDirectory();
  }

  @Test
  void whoIsStoppedAndNotOvertakenGoesOn() throws IOException {
    stopWork(take("dev").epoch(), Kind.DELTA_LOG, 1);
    take("prod");
    child.resume(marker);
    assertThat(child.answer()).isEqualTo("DONE");
  }

  @ParameterizedTest
  @EnumSource(
      value = Point.class,
      names = {"AFTER_LINK", "BEFORE_FENCING", "BEFORE_READING_AGAIN", "AFTER_TAKING"})
  void aLeaseTakerWhoIsStoppedAndOvertakenFindsItselfFenced(Point point) throws IOException {
    stopTaking(point);
    Lease lease = take("dev");
    Attempt attempt = Attempt.begin(warehouse, lease.epoch(), "step", 1);
    child.resume(marker);
    assertThat(child.answer()).isEqualTo("FENCED");
    attempt.requireOwned();
    assertThat(leases.continueWith("dev", lease.epoch(), PARENT)).isEqualTo(lease);
    long next = take("dev").epoch();
    assertThat(StagingFolders.epochs(warehouse)).containsExactly(next);
  }

  @Test
  void aLeaseTakerWhoIsStoppedBeforeLinkingFindsTheEnvironmentBusy() throws IOException {
    stopTaking(Point.BEFORE_LINK);
    Lease lease = take("dev");
    child.resume(marker);
    assertThat(child.answer()).isEqualTo("BUSY");
    assertThat(leases.current("dev")).contains(lease);
  }

  @ParameterizedTest
  @EnumSource(value = Point.class, mode = EnumSource.Mode.EXCLUDE, names = "NEVER")
  void aLeaseTakerWhoIsStoppedWhileOthersTakeOtherEnvironmentsGetsIt(Point point)
      throws IOException {
    stopTaking(point);
    Lease other = take("prod");
    child.resume(marker);
    assertThat(child.answer()).isEqualTo("GRANTED");
    assertThat(leases.current("prod")).contains(other);
    assertThat(leases.continueWith("prod", other.epoch(), PARENT)).isEqualTo(other);
  }

  @Test
  void anEmbeddedHolderIsAliveUntilItsProcessEnds() throws IOException, InterruptedException {
    try (Child holder = new Child()) {
      holder.begin("take", warehouse.root().toString(), marker.toString(), "NEVER", "embedded");
      assertThat(holder.answer()).isEqualTo("GRANTED");
      for (int i = 0; i < 2; i++) {
        assertThat(leases.take("dev", PARENT, "build", false, () -> true))
            .isInstanceOf(LeaseOutcome.Busy.class);
      }
      holder.kill();
      LeaseOutcome.Granted granted =
          (LeaseOutcome.Granted) leases.take("dev", PARENT, "build", false, () -> true);
      assertThat(granted.interrupted()).isPresent();
    }
  }

  @Test
  void askingInTheHoldersOwnProcessDoesNotLoseItsLock() throws IOException {
    Lease lease =
        ((LeaseOutcome.Granted)
                leases.take(
                    "dev", Holder.Embedded.here("parent", "run"), "build", false, () -> true))
            .lease();
    assertThat(leases.take("dev", Holder.Embedded.here("other", "run"), "build", false, () -> true))
        .isInstanceOf(LeaseOutcome.Busy.class);
    child.begin("take", warehouse.root().toString(), marker.toString(), "NEVER", "embedded");
    assertThat(child.answer()).isEqualTo("BUSY");
    leases.release(lease);
    child.begin("take", warehouse.root().toString(), marker.toString(), "NEVER", "workflow");
    assertThat(child.answer()).isEqualTo("GRANTED");
  }

  private Lease take(String environment) {
    return ((LeaseOutcome.Granted) leases.take(environment, PARENT, "build", false, () -> true))
        .lease();
  }

  private void stopWork(long epoch, Kind kind, int ordinal) throws IOException {
    child.begin(
        "work",
        warehouse.root().toString(),
        marker.toString(),
        kind.name(),
        Long.toString(epoch),
        Integer.toString(ordinal));
    child.awaitStopped(marker);
  }

  private void stopTaking(Point point) throws IOException {
    child.begin("take", warehouse.root().toString(), marker.toString(), point.name(), "workflow");
    child.awaitStopped(marker);
  }

  private void assertThatItEndsFencedAndChangesNothing() throws IOException {
    SortedMap<String, Digest> before = published();
    child.resume(marker);
    assertThat(child.answer()).isEqualTo("FENCED");
    assertThat(published()).isEqualTo(before);
  }

  /** What an undisturbed build publishes. */
  private Iterable<String> undisturbed() throws IOException {
    Warehouse other = Warehouse.open(folder.resolve("undisturbed"));
    Leases otherLeases = new Leases(other, publication, holder -> Liveness.Answer.CLOSED);
    otherLeases.take("dev", PARENT, "build", false, () -> true);
    Work.run(other, publication, Attempt.begin(other, 1, "step", 2));
    return published(other).keySet();
  }

  private SortedMap<String, Digest> published() throws IOException {
    return published(warehouse);
  }

  /** Every file and its content, but for what is staged. */
  private static SortedMap<String, Digest> published(Warehouse warehouse) throws IOException {
    SortedMap<String, Digest> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(warehouse.root())) {
      all.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(warehouse.staging()))
          .forEach(
              file -> files.put(warehouse.root().relativize(file).toString(), Digest.ofFile(file)));
    }
    return files;
  }
}

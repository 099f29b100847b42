package dev.varve.storage.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.FencedException;
import dev.varve.storage.Publication;
import dev.varve.storage.StorageException;
import dev.varve.storage.Warehouse;
import dev.varve.storage.lease.LeaseOutcome.Busy;
import dev.varve.storage.lease.LeaseOutcome.Granted;
import dev.varve.storage.staging.Attempt;
import dev.varve.storage.staging.StagingFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeasesTest {
  private static final Holder.Workflow ONE =
      new Holder.Workflow("localhost:7233", "default", "varve/shop/dev", "run-1");
  private static final Holder.Workflow TWO =
      new Holder.Workflow("localhost:7233", "default", "varve/shop/dev-2026", "run-2");

  @TempDir Path folder;
  private Warehouse warehouse;
  private Leases leases;
  private Liveness.Answer answer = Liveness.Answer.OPEN;

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder);
    leases = new Leases(warehouse, new Publication(), holder -> answer);
  }

  @Test
  void theFirstTakerGetsTheFirstEpochAndItsStaging() {
    Granted granted = granted(leases.take("dev", ONE, "b1", false, () -> true));
    assertThat(granted.lease()).isEqualTo(new Lease("dev", 1, ONE, "b1"));
    assertThat(granted.interrupted()).isEmpty();
    assertThat(granted.previousEpoch()).isZero();
    assertThat(warehouse.staging(1)).isEmptyDirectory();
    assertThat(leases.current("dev")).contains(granted.lease());
    assertThat(warehouse.leases()).isDirectoryNotContaining("glob:**/.new-*");
  }

  @Test
  void epochsAreCountedOverAllEnvironments() {
    assertThat(granted(leases.take("dev", ONE, "b1", false, () -> true)).lease().epoch())
        .isEqualTo(1);
    assertThat(granted(leases.take("prod", ONE, "b2", false, () -> true)).lease().epoch())
        .isEqualTo(2);
    assertThat(leases.current("dev").orElseThrow().epoch()).isEqualTo(1);
    assertThat(leases.current("prod").orElseThrow().epoch()).isEqualTo(2);
    assertThat(StagingFolders.epochs(warehouse)).containsExactly(1L, 2L);
    assertThat(leases.current("other")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, false, false",
    "OPEN, true, false",
    "CLOSED, false, true",
    "CLOSED, true, true",
    "UNKNOWN, false, false",
    "UNKNOWN, true, true",
  })
  void aLeaseIsTakenOverOnlyFromWhoIsNotAlive(Liveness.Answer says, boolean force, boolean taken) {
    Lease first = granted(leases.take("dev", ONE, "b1", false, () -> true)).lease();
    answer = says;
    LeaseOutcome outcome = leases.take("dev", TWO, "b2", force, () -> true);
    if (taken) {
      assertThat(outcome)
          .isEqualTo(new Granted(new Lease("dev", 2, TWO, "b2"), 1, Optional.of(first)));
    } else {
      assertThat(outcome).isInstanceOf(Busy.class);
      assertThat(((Busy) outcome).current()).isEqualTo(first);
      assertThat(((Busy) outcome).why()).contains("workflow varve/shop/dev");
    }
  }

  @Test
  void anUnknownHolderSaysHowToTakeTheLeaseAnyway() {
    granted(leases.take("dev", ONE, "b1", false, () -> true));
    answer = Liveness.Answer.UNKNOWN;
    assertThat(((Busy) leases.take("dev", TWO, "b2", false, () -> true)).why())
        .contains("--take-lease");
  }

  @Test
  void theServerIsNotAskedAboutAReleasedLease() {
    leases.release(granted(leases.take("dev", ONE, "b1", false, () -> true)).lease());
    Granted granted = granted(leases.take("dev", TWO, "b2", false, () -> true));
    assertThat(granted.lease().epoch()).isEqualTo(2);
    assertThat(granted.interrupted()).isEmpty();
  }

  @Test
  void theSameChainTakesANewEpochUnasked() {
    Lease first = granted(leases.take("dev", ONE, "b1", false, () -> true)).lease();
    Holder sameChain = new Holder.Workflow("127.0.0.1:7233", "default", "varve/shop/dev", "run-1");
    Granted again = granted(leases.take("dev", sameChain, "b1", false, () -> true));
    assertThat(again.lease().epoch()).isEqualTo(2);
    assertThat(again.interrupted()).contains(first);
    assertThat(StagingFolders.epochs(warehouse)).containsExactly(2L);
  }

  @Test
  void anAttemptThatNobodyWaitsForLeavesTheLeaseOfItsChainAlone() {
    Lease first = granted(leases.take("dev", ONE, "b1", false, () -> true)).lease();
    assertThatThrownBy(() -> leases.take("dev", ONE, "b1", false, () -> false))
        .isInstanceOf(FencedException.class);
    assertThat(leases.current("dev")).contains(first);
    assertThat(StagingFolders.epochs(warehouse)).containsExactly(1L);
  }

  @Test
  void takingItFencesEverybodyUnderLowerEpochsOfTheEnvironmentOnly() {
    granted(leases.take("dev", ONE, "b1", false, () -> true));
    granted(leases.take("prod", ONE, "b2", false, () -> true));
    Attempt dev = Attempt.begin(warehouse, 1, "step", 1);
    Attempt prod = Attempt.begin(warehouse, 2, "step", 1);
    answer = Liveness.Answer.CLOSED;
    granted(leases.take("dev", TWO, "b3", false, () -> true));
    assertThatThrownBy(dev::requireOwned).isInstanceOf(FencedException.class);
    prod.requireOwned();
    assertThat(StagingFolders.epochs(warehouse)).containsExactly(2L, 3L);
  }

  @Test
  void whoIsOvertakenBeforeReadingAgainIsFenced() {
    Leases overtaken =
        new Leases(warehouse, new Publication(), holder -> answer) {
          @Override
          protected void requireLatest(Lease lease) {
            answer = Liveness.Answer.CLOSED;
            granted(leases.take("dev", TWO, "b2", false, () -> true));
            super.requireLatest(lease);
          }
        };
    assertThatThrownBy(() -> overtaken.take("dev", ONE, "b1", false, () -> true))
        .isInstanceOf(FencedException.class);
    assertThat(leases.current("dev").orElseThrow().holder()).isEqualTo(TWO);
  }

  @Test
  void whoIsOvertakenBeforeLinkingAsksAgain() {
    Leases slow =
        new Leases(warehouse, new Publication(), holder -> answer) {
          private boolean overtaken;

          @Override
          protected boolean link(Lease lease, byte[] content) {
            if (!overtaken) {
              overtaken = true;
              granted(leases.take("dev", TWO, "b2", false, () -> true));
            }
            return super.link(lease, content);
          }
        };
    assertThat(slow.take("dev", ONE, "b1", false, () -> true)).isInstanceOf(Busy.class);
  }

  @Test
  void anotherEnvironmentMayGetItsNumberMeanwhile() {
    Leases slow =
        new Leases(warehouse, new Publication(), holder -> answer) {
          @Override
          protected boolean link(Lease lease, byte[] content) {
            if (lease.epoch() == 1) {
              granted(leases.take("prod", TWO, "b2", false, () -> true));
            }
            return super.link(lease, content);
          }
        };
    assertThat(granted(slow.take("dev", ONE, "b1", false, () -> true)).lease().epoch())
        .isEqualTo(2);
    assertThat(leases.current("prod").orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void theNextTakerSweepsWhatFencedTakersLeft() throws IOException {
    leases.release(granted(leases.take("dev", ONE, "b1", false, () -> true)).lease());
    StagingFolders.create(warehouse, 1);
    Files.createDirectory(warehouse.staging().resolve(".gone-0-x"));
    granted(leases.take("dev", TWO, "b2", false, () -> true));
    assertThat(warehouse.staging()).isDirectoryNotContaining("glob:**/{1,.gone*}");
  }

  @Test
  void aDamagedLeaseIsNotTakenForNone() throws IOException {
    granted(leases.take("dev", ONE, "b1", false, () -> true));
    Files.writeString(warehouse.leases().resolve("1.json"), "{");
    assertThatThrownBy(() -> leases.take("dev", TWO, "b2", true, () -> true))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("LEASE_UNREADABLE");
  }

  @Test
  void theNextRunOfTheChainKeepsTheEpoch() {
    Lease lease = granted(leases.take("dev", ONE, "b1", false, () -> true)).lease();
    Attempt attempt = Attempt.begin(warehouse, 1, "step", 1);
    assertThat(leases.continueWith("dev", 1, ONE)).isEqualTo(lease);
    attempt.requireOwned();
  }

  @Test
  void aChainThatLostTheLeaseIsFenced() {
    granted(leases.take("dev", ONE, "b1", false, () -> true));
    answer = Liveness.Answer.CLOSED;
    granted(leases.take("dev", TWO, "b2", false, () -> true));
    assertThatThrownBy(() -> leases.continueWith("dev", 1, ONE))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> leases.continueWith("dev", 2, ONE))
        .isInstanceOf(FencedException.class);
    assertThatThrownBy(() -> leases.continueWith("prod", 1, ONE))
        .isInstanceOf(FencedException.class);
  }

  @Test
  void aReleasedLeaseIsNotContinued() {
    leases.release(granted(leases.take("dev", ONE, "b1", false, () -> true)).lease());
    assertThatThrownBy(() -> leases.continueWith("dev", 1, ONE))
        .isInstanceOf(FencedException.class);
  }

  @Test
  void releasingEndsTheEpochAndKeepsItsFile() {
    Lease lease = granted(leases.take("dev", ONE, "b1", false, () -> true)).lease();
    Attempt straggler = Attempt.begin(warehouse, 1, "step", 1);
    leases.release(lease);
    assertThat(leases.current("dev")).isEmpty();
    assertThat(warehouse.leases().resolve("1.json")).exists();
    assertThat(warehouse.leases().resolve("1.released")).exists();
    assertThat(warehouse.staging()).isEmptyDirectory();
    assertThatThrownBy(straggler::requireOwned).isInstanceOf(FencedException.class);
    leases.release(lease);
  }

  @Test
  void releasingAnOvertakenLeaseDoesNotHarmTheTaker() {
    Lease first = granted(leases.take("dev", ONE, "b1", false, () -> true)).lease();
    answer = Liveness.Answer.CLOSED;
    Lease second = granted(leases.take("dev", TWO, "b2", false, () -> true)).lease();
    leases.release(first);
    assertThat(leases.current("dev")).contains(second);
    assertThat(warehouse.staging(2)).isDirectory();
  }

  @Test
  void anEmbeddedHolderIsAliveAsLongAsItsLockIsHeld() {
    Lease lease = granted(leases.take("dev", embedded("one"), "b1", false, () -> true)).lease();
    for (int i = 0; i < 3; i++) {
      assertThat(leases.take("dev", embedded("two"), "b2", true, () -> true))
          .isInstanceOf(Busy.class);
    }
    leases.release(lease);
    Granted next = granted(leases.take("dev", embedded("two"), "b2", false, () -> true));
    assertThat(next.interrupted()).isEmpty();
    leases.release(next.lease());
    assertThat(warehouse.leases()).isDirectoryNotContaining("glob:**/*.lock");
  }

  @Test
  void anotherSpellingOfThePathFindsTheSameLock() throws IOException {
    Lease lease = granted(leases.take("dev", embedded("one"), "b1", false, () -> true)).lease();
    Path link = Files.createSymbolicLink(folder.resolve("again"), folder);
    Leases again = new Leases(Warehouse.open(link), new Publication(), holder -> answer);
    assertThat(again.take("dev", embedded("two"), "b2", false, () -> true))
        .isInstanceOf(Busy.class);
    leases.release(lease);
  }

  @Test
  void anEmbeddedHolderOnAnotherHostIsUnknown() {
    Holder elsewhere = new Holder.Embedded("elsewhere", 1, "w", "r");
    Lease lease = granted(leases.take("dev", elsewhere, "b1", false, () -> true)).lease();
    assertThat(leases.take("dev", ONE, "b2", false, () -> true)).isInstanceOf(Busy.class);
    assertThat(granted(leases.take("dev", ONE, "b2", true, () -> true)).interrupted())
        .contains(lease);
    EmbeddedLocks.release(warehouse.leases().resolve("1.lock"));
  }

  @Test
  void anEmbeddedHolderWithoutALockFileIsJudgedByItsProcess() throws IOException {
    Lease lease = granted(leases.take("dev", embedded("one"), "b1", false, () -> true)).lease();
    EmbeddedLocks.release(warehouse.leases().resolve("1.lock"));
    Files.delete(warehouse.leases().resolve("1.lock"));
    assertThat(leases.take("dev", ONE, "b2", false, () -> true)).isInstanceOf(Busy.class);

    String text = Files.readString(warehouse.leases().resolve("1.json"));
    long process = ((Holder.Embedded) lease.holder()).process();
    Files.writeString(
        warehouse.leases().resolve("1.json"),
        text.replace("\"process\" : " + process, "\"process\" : " + Integer.MAX_VALUE));
    granted(leases.take("dev", ONE, "b2", false, () -> true));
  }

  private static Holder.Embedded embedded(String workflowId) {
    return Holder.Embedded.here(workflowId, "run");
  }

  private static Granted granted(LeaseOutcome outcome) {
    assertThat(outcome).isInstanceOf(Granted.class);
    return (Granted) outcome;
  }
}

package dev.varve.storage.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.storage.Publication;
import dev.varve.storage.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitersTest {
  @TempDir Path folder;
  private Warehouse warehouse;
  private Leases leases;
  private Liveness.Answer answer = Liveness.Answer.OPEN;
  private final Set<String> dead = new TreeSet<>();

  @BeforeEach
  void open() {
    warehouse = Warehouse.open(folder);
    leases = new Leases(warehouse, new Publication(), this::liveness);
  }

  @Test
  void theOldestIsToldFirst() {
    assertThat(leases.takeOldestWaiter("dev")).isEmpty();
    assertThat(leases.wait("dev", waiter("a"), "1")).isTrue();
    assertThat(leases.wait("dev", waiter("b"), "2")).isTrue();
    assertThat(leases.wait("prod", waiter("c"), "1")).isTrue();
    assertThat(leases.takeOldestWaiter("dev")).contains(waiter("a"));
    assertThat(leases.takeOldestWaiter("dev")).contains(waiter("b"));
    assertThat(leases.takeOldestWaiter("dev")).isEmpty();
    assertThat(leases.takeOldestWaiter("prod")).contains(waiter("c"));
  }

  @Test
  void oneThatWouldBuildTheSameIsSuperseded() {
    assertThat(leases.wait("dev", waiter("a"), "same")).isTrue();
    assertThat(leases.wait("dev", waiter("b"), "same")).isFalse();
    assertThat(leases.takeOldestWaiter("dev")).contains(waiter("a"));
    assertThat(leases.takeOldestWaiter("dev")).isEmpty();
  }

  @Test
  void askingAgainKeepsTheFirstPlace() {
    leases.wait("dev", waiter("a"), "1");
    leases.wait("dev", waiter("b"), "2");
    assertThat(leases.wait("dev", waiter("a"), "1")).isTrue();
    assertThat(leases.takeOldestWaiter("dev")).contains(waiter("a"));
    assertThat(leases.takeOldestWaiter("dev")).contains(waiter("b"));
    assertThat(leases.takeOldestWaiter("dev")).isEmpty();
  }

  @Test
  void nobodyIsSupersededByADeadWaiter() {
    leases.wait("dev", waiter("a"), "same");
    dead.add("a");
    assertThat(leases.wait("dev", waiter("b"), "same")).isTrue();
    assertThat(leases.takeOldestWaiter("dev")).contains(waiter("b"));
  }

  @Test
  void nobodyIsSupersededByOneWhoCannotBeAsked() {
    leases.wait("dev", waiter("a"), "same");
    answer = Liveness.Answer.UNKNOWN;
    assertThat(leases.wait("dev", waiter("b"), "same")).isTrue();
    assertThat(leases.takeOldestWaiter("dev")).contains(waiter("a"));
  }

  @Test
  void aDeadWaiterIsNotToldInPlaceOfALiveOne() {
    leases.wait("dev", waiter("a"), "1");
    leases.wait("dev", waiter("b"), "2");
    dead.add("a");
    assertThat(leases.takeOldestWaiter("dev")).contains(waiter("b"));
    assertThat(leases.takeOldestWaiter("dev")).isEmpty();
  }

  @Test
  void whoDoesNotWaitAnyMoreIsForgotten() {
    leases.wait("dev", waiter("a"), "1");
    leases.wait("dev", waiter("b"), "2");
    leases.forget("dev", waiter("a"));
    leases.forget("dev", waiter("none"));
    assertThat(leases.takeOldestWaiter("dev")).contains(waiter("b"));
  }

  @Test
  void aDamagedEntryIsPassedOver() throws IOException {
    leases.wait("dev", waiter("a"), "1");
    leases.wait("dev", waiter("b"), "2");
    Files.writeString(warehouse.waiting("dev").resolve("1.json"), "");
    assertThat(leases.takeOldestWaiter("dev")).contains(waiter("b"));
  }

  private Liveness.Answer liveness(Holder.Workflow holder) {
    return dead.contains(holder.workflowId()) ? Liveness.Answer.CLOSED : answer;
  }

  private static Holder.Workflow waiter(String id) {
    return new Holder.Workflow("server", "namespace", id, "run of " + id);
  }
}

package dev.varve.storage.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseFileTest {
  private static final Holder.Workflow WORKFLOW =
      new Holder.Workflow("localhost:7233", "default", "varve/shop/dev", "run-1");

  static Stream<Arguments> released() {
    return Stream.of(
        Arguments.of("lease-workflow-1.json", WORKFLOW),
        Arguments.of("lease-embedded-1.json", new Holder.Embedded("host", 77, "w", "run-1")));
  }

  @ParameterizedTest
  @MethodSource("released")
  void isWrittenAndReadAsReleased(String name, Holder holder) throws IOException {
    LeaseFile file =
        new LeaseFile(
            new Lease("dev", 8, holder, "build-7"),
            "token",
            new TreeMap<>(Map.of("dev", 8L, "prod", 5L)));
    assertThat(new String(file.toJson(), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text(getClass(), name));
    assertThat(LeaseFile.fromJson(Golden.bytes(getClass(), name))).isEqualTo(file);
  }

  @Test
  void aWaiterIsWrittenAndReadAsReleased() throws IOException {
    Waiters.Waiter waiter = new Waiters.Waiter(WORKFLOW, "request");
    assertThat(new String(waiter.toJson(), StandardCharsets.UTF_8))
        .isEqualTo(Golden.text(getClass(), "waiter-1.json"));
    assertThat(Waiters.Waiter.fromJson(Golden.bytes(getClass(), "waiter-1.json")))
        .isEqualTo(waiter);
  }

  @Test
  void passesOverWhatALaterVarveAdds() throws IOException {
    String golden = Golden.text(getClass(), "lease-workflow-1.json");
    String later =
        golden
            .replace("\"environment\"", "\"later\" : [ { } ], \"environment\"")
            .replace("\"server\"", "\"later\" : 1, \"server\"");
    assertThat(LeaseFile.fromJson(later.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(LeaseFile.fromJson(golden.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"formatVersion", "environment", "epoch", "holder", "latest", "kind"})
  void refusesALeaseWithoutAPart(String field) {
    String golden = Golden.text(getClass(), "lease-workflow-1.json");
    String without = golden.replace("\"" + field + "\"", "\"other\"");
    assertThat(without).isNotEqualTo(golden);
    assertThatThrownBy(() -> LeaseFile.fromJson(without.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }
}

package dev.varve.workers;

import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * How a worker process runs.
 *
 * @param slots how many steps it runs at once; absent for what the machine suggests
 * @param metrics where to serve metrics; absent for nowhere
 */
public record WorkerSettings(
    ServerAddress server, Optional<Integer> slots, Optional<InetSocketAddress> metrics) {
  public WorkerSettings {
    Objects.requireNonNull(server);
    Objects.requireNonNull(slots);
    Objects.requireNonNull(metrics);
    if (slots.isPresent() && slots.get() < 1) {
      throw new IllegalArgumentException("a worker needs at least one slot");
    }
  }
}

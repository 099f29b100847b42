package dev.varve.workers;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.Optional;

/**
 * Where builds run.
 *
 * @param server the Temporal server; without one, builds run in this process
 * @param registry where builds in this process are counted; workers of a server count for
 *     themselves
 */
public record VarveOptions(Optional<ServerAddress> server, Optional<MeterRegistry> registry) {
  public VarveOptions {
    Objects.requireNonNull(server);
    Objects.requireNonNull(registry);
    if (server.isPresent() && registry.isPresent()) {
      throw new IllegalArgumentException("builds on a server are counted by its workers");
    }
  }

  public static VarveOptions embedded() {
    return new VarveOptions(Optional.empty(), Optional.empty());
  }

  /** Counts steps, rows, bytes and phases in a registry of the program, as a worker does. */
  public static VarveOptions embedded(MeterRegistry registry) {
    return new VarveOptions(Optional.empty(), Optional.of(registry));
  }

  public static VarveOptions server(ServerAddress address) {
    return new VarveOptions(Optional.of(address), Optional.empty());
  }
}

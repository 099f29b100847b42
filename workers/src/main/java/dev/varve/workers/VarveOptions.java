package dev.varve.workers;

import java.util.Objects;
import java.util.Optional;

/**
 * Where builds run.
 *
 * @param server the Temporal server; without one, builds run in this process
 */
public record VarveOptions(Optional<ServerAddress> server) {
  public VarveOptions {
    Objects.requireNonNull(server);
  }

  public static VarveOptions embedded() {
    return new VarveOptions(Optional.empty());
  }

  public static VarveOptions server(ServerAddress address) {
    return new VarveOptions(Optional.of(address));
  }
}

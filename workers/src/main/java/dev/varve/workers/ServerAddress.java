package dev.varve.workers;

import java.util.Objects;
import java.util.Optional;

/**
 * How to reach builds on a Temporal server. What is absent comes from Temporal's own environment
 * configuration, and TLS and keys come only from there.
 */
public record ServerAddress(
    Optional<String> hostAndPort, Optional<String> namespace, Optional<String> taskQueue) {
  public static final String TASK_QUEUE = "varve";

  public ServerAddress {
    Objects.requireNonNull(hostAndPort);
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(taskQueue);
  }

  public String taskQueueOrDefault() {
    return taskQueue.orElse(TASK_QUEUE);
  }
}

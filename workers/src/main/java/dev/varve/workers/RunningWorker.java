package dev.varve.workers;

import java.net.InetSocketAddress;
import java.util.Optional;

/** A worker that takes activities and workflow tasks until it is drained. */
public interface RunningWorker {
  /** One line for the log: which server, namespace, queues and how many slots. */
  String description();

  /** Where metrics are really served. */
  Optional<InetSocketAddress> metrics();

  /** Takes nothing new, lets what runs end, and returns then. */
  void drain();
}

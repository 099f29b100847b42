package dev.varve.workers;

import dev.varve.activities.metrics.ProcessMetrics;
import dev.varve.workers.runtime.ServerConnection;
import java.util.List;

/** Makes the objects that implement the activities of builds. */
interface ActivityObjects {
  /**
   * Opens them for a connection.
   *
   * @param slots how many of them may run at once
   */
  Opened open(ServerConnection connection, int slots, ProcessMetrics metrics);

  /** The objects, and what to close when no more of them run. */
  record Opened(List<Object> activities, Runnable close) {
    public Opened {
      activities = List.copyOf(activities);
    }
  }
}

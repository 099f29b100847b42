package dev.varve.workers;

/** Starts workers in this process. */
public final class Workers {
  private Workers() {}

  /** Connects to the server and begins to take work. */
  public static RunningWorker start(WorkerSettings settings) {
    return ServerWorker.start(settings, Seams.activityObjects());
  }
}

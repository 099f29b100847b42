package dev.varve.tests.faults;

import dev.varve.storage.Publication;
import dev.varve.storage.Warehouse;
import dev.varve.storage.lease.Lease;
import dev.varve.storage.lease.Leases;
import dev.varve.storage.lease.Liveness;
import dev.varve.tests.harness.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Puts its own process to sleep at one point, once. */
final class Stopper {
  /** What is written down before it sleeps, and where. */
  static final String STOPPING = "stopping in ";

  /** What is written down by whoever wakes it up. */
  static final String AWOKEN = "awoken";

  private final Events events;
  private StopPoint point = StopPoint.NEVER;
  private int seen;

  Stopper(Events events) {
    this.events = events;
  }

  /** Forgets what was counted and waits for another point. */
  synchronized void arm(StopPoint next) {
    point = next;
    seen = 0;
  }

  /** Counts, and sleeps when it is time; what is to be done is done by the caller afterwards. */
  private void about(StopPoint.What what, String where) {
    synchronized (this) {
      if (what != point.what() || !point.isIn(where) || ++seen != point.ordinal()) {
        return;
      }
    }
    long awoken = events.count(AWOKEN);
    events.add(STOPPING + where);
    Signals.send("STOP", ProcessHandle.current().pid());
    // The threads of a process are stopped one by one, on a busy machine late: this one waits
    // besides.
    while (events.count(AWOKEN) == awoken) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** The product's door, with a place to sleep in front of it. */
  Publication publication() {
    return new Publication() {
      @Override
      protected void link(Kind kind, Path staged, Path target) throws IOException {
        about(StopPoint.what(kind), folder(staged));
        super.link(kind, staged, target);
      }

      @Override
      protected void rename(Kind kind, Path staged, Path target) throws IOException {
        about(StopPoint.what(kind), folder(staged));
        super.rename(kind, staged, target);
      }
    };
  }

  /** The folder in staging that all attempts of a step share, or the folder of the leases. */
  private static String folder(Path staged) {
    Path folder = staged.getParent();
    return folder.getFileName().toString().equals("leases")
        ? "leases"
        : folder.getParent().getFileName().toString();
  }

  /** The product's leases, with places to sleep between the steps of taking one. */
  Leases leases(Warehouse warehouse, Publication publication, Liveness liveness) {
    return new Leases(warehouse, publication, liveness) {
      @Override
      protected void makeStaging(Lease lease) {
        about(StopPoint.What.LEASE_STAGING, "");
        super.makeStaging(lease);
      }

      @Override
      protected void fenceLower(Lease lease) {
        about(StopPoint.What.LEASE_FENCING, "");
        super.fenceLower(lease);
      }

      @Override
      protected void requireLatest(Lease lease) {
        about(StopPoint.What.LEASE_READING_AGAIN, "");
        super.requireLatest(lease);
      }
    };
  }
}

package dev.varve.activities.phase.step;

import java.util.ArrayList;
import java.util.List;

/** Tells a running phase that its result is no longer wanted. */
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  public synchronized boolean cancelled() {
    return cancelled;
  }

  /** Asks the phase to stop; what is running in the engine is stopped at once. */
  public void cancel() {
    List<Runnable> due;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      due = List.copyOf(actions);
    }
    due.forEach(Runnable::run);
  }

  /** Runs the action when cancelled, at once when that has happened already. */
  public Registration onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return () -> remove(action);
      }
    }
    action.run();
    return () -> {};
  }

  private synchronized void remove(Runnable action) {
    actions.remove(action);
  }

  /** Ends the interest of an action in a cancellation. */
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}

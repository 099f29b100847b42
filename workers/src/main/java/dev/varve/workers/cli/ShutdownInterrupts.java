package dev.varve.workers.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Signals as a shutdown hook sees them: the Java runtime turns SIGINT and SIGTERM into a shutdown
 * with exit code 130 or 143, and the hook keeps it waiting until the command has come to its end.
 */
final class ShutdownInterrupts implements Interrupts {
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final List<Runnable> actions = new ArrayList<>();
  private Duration patience = Duration.ZERO;
  private boolean installed;

  @Override
  public void onInterrupt(Duration atMost, Runnable action) {
    synchronized (this) {
      install(atMost);
      if (!interrupted()) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  @Override
  public boolean interrupted() {
    return interrupted.getCount() == 0;
  }

  @Override
  public void await(Duration atMost) {
    synchronized (this) {
      install(atMost);
    }
    try {
      interrupted.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command has come to its end, so nothing keeps the process any more. */
  void finished() {
    finished.countDown();
  }

  private void install(Duration atMost) {
    patience = atMost;
    if (installed) {
      return;
    }
    installed = true;
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "varve-interrupt"));
    } catch (IllegalStateException alreadyShuttingDown) {
      interrupted.countDown();
    }
  }

  private void shutDown() {
    if (finished.getCount() == 0) {
      return;
    }
    List<Runnable> due;
    long waitMillis;
    synchronized (this) {
      interrupted.countDown();
      due = List.copyOf(actions);
      waitMillis = patience.toMillis();
    }
    try {
      due.forEach(Runnable::run);
      finished.await(waitMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.varve.tests.faults;

import dev.varve.tests.harness.ChildProcess;
import dev.varve.tests.harness.Until;
import java.nio.file.Path;
import java.util.List;

/** A process with a {@link Stopper} in it, as its tests see it. */
abstract class StoppingProcess extends ChildProcess {
  private final Events events;

  StoppingProcess(String name, List<String> command, Path folder, Events events) {
    super(name, command, folder, noEnvironment());
    this.events = events;
  }

  final Events events() {
    return events;
  }

  /** Waits until it sleeps at its point. */
  final void awaitStopPoint() {
    Until.holds(this + " has come to its stop point", () -> alive() && sleeps());
    awaitStopped();
  }

  final boolean sleeps() {
    return events.lastIndexOf(Stopper.STOPPING) > events.lastIndexOf(Stopper.AWOKEN);
  }

  @Override
  public final void resume() {
    events.add(Stopper.AWOKEN);
    super.resume();
  }

  final boolean alive() {
    if (!isAlive()) {
      throw new AssertionError(this + " has ended\n" + log());
    }
    return true;
  }
}

package dev.varve.tests.faults;

import dev.varve.tests.harness.ChildProcess;
import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.Until;
import java.nio.file.Path;
import java.util.List;

/** A {@link FaultWorker} as its tests see it. */
final class FaultProcess extends ChildProcess {
  private static final String STOPPING = "stopping in ";

  private final Events events;

  private FaultProcess(String name, List<String> command, Path folder, Events events) {
    super(name, command, folder, noEnvironment());
    this.events = events;
  }

  static FaultProcess start(String name, TemporalServer server, Path folder) {
    Events events = new Events(folder.resolve(name + ".events"));
    List<String> arguments = List.of(server.address(), events.file().toString());
    return new FaultProcess(name, java(FaultWorker.class.getName(), arguments), folder, events);
  }

  /** Runs the workflows of a queue, and no activities. */
  void takeWorkflows(String queue) {
    order("workflows " + queue);
  }

  /** Runs the activities of a queue, one at a time. */
  void takeActivities(String queue) {
    order("activities " + queue);
  }

  /** Takes nothing more from a queue. */
  void leave(String queue) {
    order("leave " + queue);
  }

  void arm(StopPoint point) {
    order("arm " + point.asText());
  }

  private void order(String task) {
    long before = count("done " + task);
    tell(task);
    Until.holds(this + " obeys: " + task, () -> alive() && count("done " + task) > before);
  }

  /** Waits until it sleeps at its point. */
  void awaitStopPoint() {
    Until.holds(this + " has come to its stop point", () -> alive() && sleeps());
    awaitStopped();
  }

  /** Wakes it up, and waits until the activity that it slept in has ended; returns how. */
  String resumeAndAwaitEnd() {
    int sleep = lastIndexOf(STOPPING);
    resume();
    return Until.present(
        this + " ends what it was at",
        () ->
            events.all().stream()
                .skip(sleep)
                .filter(event -> event.startsWith("ended "))
                .findFirst());
  }

  /** Waits until it sleeps, or until something else has happened; it may never come to sleep. */
  void awaitSleepOr(Until.Look<Boolean> other) {
    Until.holds(this + " sleeps, or need not", () -> alive() && (sleeps() || other.now()));
  }

  boolean sleeps() {
    return lastIndexOf(STOPPING) > lastIndexOf("continued");
  }

  /** The staging folder of the step or phase that it sleeps in. */
  String sleepsIn() {
    return events.all().get(lastIndexOf(STOPPING)).substring(STOPPING.length());
  }

  private boolean alive() {
    if (!isAlive()) {
      throw new AssertionError(this + " has ended\n" + log());
    }
    return true;
  }

  private long count(String event) {
    return events.all().stream().filter(event::equals).count();
  }

  private int lastIndexOf(String beginning) {
    List<String> all = events.all();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).startsWith(beginning)) {
        return i;
      }
    }
    return -1;
  }
}

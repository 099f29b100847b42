package dev.varve.tests.faults;

import dev.varve.tests.harness.TemporalServer;
import dev.varve.tests.harness.Until;
import java.nio.file.Path;
import java.util.List;

/** A {@link FaultWorker} as its tests see it. */
final class FaultProcess extends StoppingProcess {
  private FaultProcess(String name, List<String> command, Path folder, Events events) {
    super(name, command, folder, events);
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
    long before = events().count("done " + task);
    tell(task);
    Until.holds(this + " obeys: " + task, () -> alive() && events().count("done " + task) > before);
  }

  /** Wakes it up, and waits until the activity that it slept in has ended; returns how. */
  String resumeAndAwaitEnd() {
    int sleep = events().lastIndexOf(Stopper.STOPPING);
    resume();
    return Until.present(
        this + " ends what it was at",
        () ->
            events().all().stream()
                .skip(sleep)
                .filter(event -> event.startsWith("ended "))
                .findFirst());
  }

  /** Waits until it sleeps, or until something else has happened; it may never come to sleep. */
  void awaitSleepOr(Until.Look<Boolean> other) {
    Until.holds(this + " sleeps, or need not", () -> alive() && (sleeps() || other.now()));
  }

  /** The staging folder of the step or phase that it sleeps in. */
  String sleepsIn() {
    return events()
        .all()
        .get(events().lastIndexOf(Stopper.STOPPING))
        .substring(Stopper.STOPPING.length());
  }
}

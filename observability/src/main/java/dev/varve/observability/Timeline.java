package dev.varve.observability;

import java.util.ArrayList;
import java.util.List;

/** The events of one build in this process, in the order in which they were written down. */
public final class Timeline {
  private final List<TimelineEvent> events = new ArrayList<>();

  public synchronized void add(TimelineEvent event) {
    events.add(event);
  }

  public synchronized List<TimelineEvent> events() {
    return List.copyOf(events);
  }

  /** One line per event, as the run bundle keeps it. */
  public byte[] toJsonLines(String buildId) {
    return TimelineFormat.write(buildId, events());
  }
}

package dev.varve.activities.temporal;

import dev.varve.activities.Activities;
import dev.varve.activities.phase.Phases;
import dev.varve.activities.phase.project.Lanes;
import java.util.List;

/** The lease and the phases of one process. */
public final class TemporalActivities implements Activities {
  private final Lanes lanes = new Lanes();
  private final Heartbeat heartbeat;
  private final List<Object> implementations;

  private TemporalActivities(ActivitySettings settings) {
    heartbeat = new Heartbeat(settings.heartbeat());
    Phases phases =
        new Phases(settings.warehouses(), lanes, settings.metrics(), settings.laneVersion());
    implementations =
        List.of(new BuildLeases(settings), new BuildPhases(settings, phases, heartbeat));
  }

  public static Activities open(ActivitySettings settings) {
    return new TemporalActivities(settings);
  }

  @Override
  public List<Object> implementations() {
    return implementations;
  }

  @Override
  public void close() {
    heartbeat.close();
    lanes.close();
  }
}

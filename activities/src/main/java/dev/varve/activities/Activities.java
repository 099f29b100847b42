package dev.varve.activities;

import dev.varve.activities.temporal.ActivitySettings;
import dev.varve.activities.temporal.TemporalActivities;
import java.util.List;

/** The implementations of the workflows' activities, with the engines that they keep open. */
public interface Activities extends AutoCloseable {
  static Activities open(ActivitySettings settings) {
    return TemporalActivities.open(settings);
  }

  /** To be registered with a worker. */
  List<Object> implementations();

  @Override
  void close();
}

package dev.varve.workflows;

import io.temporal.activity.ActivityInterface;

/** Answers what a workflow cannot see itself: whether anybody would take its steps. */
@ActivityInterface
public interface QueueActivities {
  /** How many workers poll the queue for activities; negative where the server cannot tell. */
  int countPollers(String taskQueue);
}

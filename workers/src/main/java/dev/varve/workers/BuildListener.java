package dev.varve.workers;

import dev.varve.workflows.BuildProgress;
import java.time.Duration;

/** Hears how far a build is. */
public interface BuildListener {
  void progressed(BuildProgress progress);

  /** How long to wait before the first look: a short build is not disturbed at all. */
  default Duration firstLook() {
    return Duration.ofMillis(300);
  }

  /** How long to wait between two looks. */
  default Duration interval() {
    return Duration.ofSeconds(1);
  }

  static BuildListener silent() {
    return new BuildListener() {
      @Override
      public void progressed(BuildProgress progress) {}

      @Override
      public Duration interval() {
        return Duration.ofHours(1);
      }
    };
  }
}

package dev.varve.observability;

import java.time.Duration;

record NoMetrics() implements Metrics {
  @Override
  public void step(String decision) {}

  @Override
  public void published(long rows, long bytes) {}

  @Override
  public void phase(String phase, Duration duration) {}
}

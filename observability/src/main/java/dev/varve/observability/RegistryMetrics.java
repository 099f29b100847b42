package dev.varve.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counters are looked up by name each time: the registry keeps one meter per name and tags. */
final class RegistryMetrics implements Metrics {
  private final MeterRegistry registry;
  private final Counter rows;
  private final Counter bytes;

  RegistryMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.rows =
        Counter.builder("varve.rows").description("Rows published by steps").register(registry);
    this.bytes =
        Counter.builder("varve.bytes").description("Bytes published by steps").register(registry);
  }

  @Override
  public void step(String decision) {
    Counter.builder("varve.steps")
        .description("Steps ended, by decision")
        .tag("decision", decision)
        .register(registry)
        .increment();
  }

  @Override
  public void published(long publishedRows, long publishedBytes) {
    rows.increment((double) publishedRows);
    bytes.increment((double) publishedBytes);
  }

  @Override
  public void phase(String phase, Duration duration) {
    Timer.builder("varve.phase")
        .description("Time spent in the phases of builds")
        .tag("phase", phase)
        .register(registry)
        .record(duration);
  }
}

package dev.varve.observability;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * What a process counts while it builds. The names are part of the interface to dashboards: {@code
 * varve_steps_total}, {@code varve_rows_total}, {@code varve_bytes_total}, {@code
 * varve_phase_seconds}.
 */
public interface Metrics {
  /** One step has ended with this decision, in the words of the glossary. */
  void step(String decision);

  /** Rows and bytes that a step has published. */
  void published(long rows, long bytes);

  /** One run of a phase has ended. */
  void phase(String phase, Duration duration);

  /** Counts nothing. An embedded build uses it, so that no metrics library is loaded for it. */
  static Metrics none() {
    return new NoMetrics();
  }

  /** Counts into a registry that somebody else exports. */
  static Metrics on(MeterRegistry registry) {
    return new RegistryMetrics(registry);
  }
}

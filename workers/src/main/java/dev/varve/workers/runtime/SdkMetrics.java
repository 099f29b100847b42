package dev.varve.workers.runtime;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;

/** The SDK's own metrics, {@code temporal_*}, in a Micrometer registry. */
public final class SdkMetrics {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private SdkMetrics() {}

  /** A scope for {@link ServerConnection#open}; closing it reports once more. */
  public static Scope scope(MeterRegistry registry) {
    return new RootScopeBuilder()
        .reporter(new MicrometerClientStatsReporter(registry))
        .reportEvery(INTERVAL);
  }
}

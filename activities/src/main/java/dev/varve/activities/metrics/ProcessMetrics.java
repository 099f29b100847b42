package dev.varve.activities.metrics;

import dev.varve.observability.Metrics;
import dev.varve.observability.PrometheusEndpoint;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/** What a process counts, and where it can be asked for it. */
public final class ProcessMetrics implements AutoCloseable {
  private final Optional<PrometheusEndpoint> endpoint;
  private final Metrics metrics;

  private ProcessMetrics(Optional<PrometheusEndpoint> endpoint, Metrics metrics) {
    this.endpoint = endpoint;
    this.metrics = metrics;
  }

  /** Counts nothing. */
  public static ProcessMetrics none() {
    return new ProcessMetrics(Optional.empty(), Metrics.none());
  }

  /** Counts into a registry that somebody else exports. */
  public static ProcessMetrics on(MeterRegistry registry) {
    return new ProcessMetrics(Optional.empty(), Metrics.on(registry));
  }

  /**
   * Counts, and serves the counts over HTTP.
   *
   * @throws UncheckedIOException when the address cannot be listened on
   */
  public static ProcessMetrics serve(InetSocketAddress address) {
    PrometheusEndpoint endpoint =
        PrometheusEndpoint.open(address.getHostString(), address.getPort());
    return new ProcessMetrics(Optional.of(endpoint), Metrics.on(endpoint.registry()));
  }

  /** Where others in this process may count too, if it is ours. */
  public Optional<MeterRegistry> registry() {
    return endpoint.map(PrometheusEndpoint::registry);
  }

  /** Where it is really served. */
  public Optional<InetSocketAddress> address() {
    return endpoint.map(PrometheusEndpoint::address);
  }

  /** What the phases count with. */
  public Metrics metrics() {
    return metrics;
  }

  @Override
  public void close() {
    endpoint.ifPresent(PrometheusEndpoint::close);
  }
}

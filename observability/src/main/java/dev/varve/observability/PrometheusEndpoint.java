package dev.varve.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a process's metrics over HTTP at {@code /metrics}. Whoever else has something to count in
 * this process uses the same {@link #registry()}.
 */
public final class PrometheusEndpoint implements AutoCloseable {
  private static final String PLAIN_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private static final List<Duration> BUCKETS =
      List.of(
          Duration.ofMillis(5),
          Duration.ofMillis(25),
          Duration.ofMillis(100),
          Duration.ofMillis(500),
          Duration.ofMillis(2500),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(600));

  private final PrometheusMeterRegistry registry;
  private final HttpServer server;
  private final ExecutorService requests;

  private PrometheusEndpoint(
      PrometheusMeterRegistry registry, HttpServer server, ExecutorService requests) {
    this.registry = registry;
    this.server = server;
    this.requests = requests;
  }

  /**
   * Starts serving; port 0 takes any free one.
   *
   * @throws UncheckedIOException when the address cannot be listened on
   */
  public static PrometheusEndpoint open(String host, int port) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot serve metrics on " + host + ":" + port + ": " + e.getMessage(), e);
    }
    ExecutorService requests =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "varve-metrics");
              thread.setDaemon(true);
              return thread;
            });
    PrometheusEndpoint endpoint = new PrometheusEndpoint(registryOfFewBuckets(), server, requests);
    server.setExecutor(requests);
    server.createContext("/", endpoint::answer);
    server.start();
    return endpoint;
  }

  /** The registry that is served. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Where it really listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    requests.shutdownNow();
    registry.close();
  }

  /**
   * Libraries that time their calls ask for dozens of buckets each, a megabyte for every scrape.
   */
  private static PrometheusMeterRegistry registryOfFewBuckets() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    DistributionStatisticConfig few =
        DistributionStatisticConfig.builder()
            .percentilesHistogram(false)
            .serviceLevelObjectives(
                BUCKETS.stream().mapToDouble(bucket -> (double) bucket.toNanos()).toArray())
            .build();
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public DistributionStatisticConfig configure(
                  Meter.Id id, DistributionStatisticConfig config) {
                return id.getType() == Meter.Type.TIMER ? few.merge(config) : config;
              }
            });
    return registry;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      if (!path.equals("/metrics")) {
        send(exchange, 404, "Metrics are at /metrics.\n");
      } else if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, 405, "Only GET and HEAD are answered.\n");
      } else {
        exchange.getResponseHeaders().set("Content-Type", PLAIN_TEXT);
        send(exchange, 200, registry.scrape());
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}

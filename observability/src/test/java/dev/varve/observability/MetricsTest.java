package dev.varve.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void theEndpointServesWhatWasCountedUnderItsDocumentedNames() throws Exception {
    try (PrometheusEndpoint endpoint = PrometheusEndpoint.open("127.0.0.1", 0)) {
      Metrics metrics = Metrics.on(endpoint.registry());
      metrics.step("rebuild");
      metrics.step("rebuild");
      metrics.step("skip");
      metrics.published(1000, 4096);
      metrics.phase("compile", Duration.ofMillis(250));

      HttpResponse<String> answer = request(endpoint, "GET", "/metrics");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
      assertThat(answer.body().lines())
          .contains(
              "varve_steps_total{decision=\"rebuild\"} 2.0",
              "varve_steps_total{decision=\"skip\"} 1.0",
              "varve_rows_total 1000.0",
              "varve_bytes_total 4096.0",
              "varve_phase_seconds_count{phase=\"compile\"} 1",
              "varve_phase_seconds_sum{phase=\"compile\"} 0.25");
    }
  }

  @Test
  void aLibraryThatWantsManyBucketsGetsAFew() throws Exception {
    try (PrometheusEndpoint endpoint = PrometheusEndpoint.open("127.0.0.1", 0)) {
      Timer.builder("library.call")
          .publishPercentileHistogram()
          .register(endpoint.registry())
          .record(Duration.ofMillis(30));

      assertThat(
              request(endpoint, "GET", "/metrics")
                  .body()
                  .lines()
                  .filter(line -> line.startsWith("library_call_seconds_bucket")))
          .hasSize(9)
          .contains(
              "library_call_seconds_bucket{le=\"0.025\"} 0",
              "library_call_seconds_bucket{le=\"0.1\"} 1",
              "library_call_seconds_bucket{le=\"+Inf\"} 1");
    }
  }

  @Test
  void everythingButTheMetricsPageIsRefused() throws Exception {
    try (PrometheusEndpoint endpoint = PrometheusEndpoint.open("127.0.0.1", 0)) {
      assertThat(request(endpoint, "GET", "/").statusCode()).isEqualTo(404);
      assertThat(request(endpoint, "GET", "/metrics/more").statusCode()).isEqualTo(404);
      assertThat(request(endpoint, "POST", "/metrics").statusCode()).isEqualTo(405);
      assertThat(request(endpoint, "HEAD", "/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anAddressInUseIsNamed() {
    try (PrometheusEndpoint first = PrometheusEndpoint.open("127.0.0.1", 0)) {
      int port = first.address().getPort();

      assertThatThrownBy(() -> PrometheusEndpoint.open("127.0.0.1", port))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot serve metrics on 127.0.0.1:" + port);
    }
  }

  @Test
  void countingNothingNeedsNoRegistry() {
    Metrics none = Metrics.none();

    none.step("skip");
    none.published(1, 1);
    none.phase("discover", Duration.ZERO);

    assertThat(none).isEqualTo(Metrics.none());
  }

  private static HttpResponse<String> request(
      PrometheusEndpoint endpoint, String method, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}

package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherCommandsTest {
  private final CliRun cli = new CliRun();

  @Test
  void showPrintsSchemaRowCountAndFirstRows() {
    cli.varve.table = Optional.of(Samples.table());

    assertThat(cli.run("show", "marts.revenue", "shop", "-e", "prod", "-n", "3")).isZero();
    assertThat(cli.varve.shown).isEqualTo("marts.revenue in prod, 3 rows");
    assertThat(cli.out())
        .isEqualTo(
            """
            marts.revenue in dev
            365 rows, 6.2 kB, version 3
            /projects/shop/warehouse/tables/dev/marts/revenue

              region   VARCHAR
              revenue  DECIMAL(38,2)

              region          revenue
              東京            1200.00
              a\\nb\\u001b[31m     7.50
              NULL               NULL
            (the first 3 of 365)
            """);
  }

  @Test
  void showWritesCellsAsTextInJson() throws Exception {
    cli.varve.table = Optional.of(Samples.table());

    assertThat(cli.run("show", "marts.revenue", "--json")).isZero();
    assertThat(cli.varve.shown).isEqualTo("marts.revenue in dev, 10 rows");
    Golden.assertThatJson(cli.out()).isGolden("show.json");
  }

  @Test
  void aWorkerServesUntilItIsToldToEndAndIsDrainedThen() {
    assertThat(
            cli.run(
                "worker", "--server", "10.0.0.5:7233", "--slots=4", "--metrics", "0.0.0.0:9464"))
        .isZero();
    assertThat(cli.workers)
        .singleElement()
        .satisfies(
            worker -> {
              assertThat(worker.server().hostAndPort()).contains("10.0.0.5:7233");
              assertThat(worker.slots()).contains(4);
            });
    assertThat(cli.drained).isTrue();
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err())
        .isEqualTo(
            """
            Working for 10.0.0.5:7233.
            Metrics are at http://0.0.0.0:9464/metrics.
            Draining: what runs is finished, nothing new is taken.
            Drained.
            """);
  }

  @Test
  void aWorkersAddressesAreChecked() {
    assertThat(cli.run("worker", "--server=7233", "--slots=0", "--metrics", "here:x")).isEqualTo(2);
    assertThat(cli.err())
        .contains(
            "--server cannot be \"7233\": write HOST:PORT",
            "--slots cannot be \"0\": give a whole number above 0",
            "--metrics cannot be \"here:x\"",
            "3 problems.");
    assertThat(cli.workers).isEmpty();
  }

  @Test
  void versionNamesVarveItsEngineAndJava() {
    assertThat(cli.run("version")).isZero();
    assertThat(cli.out())
        .containsPattern("(?m)^varve \\d+\\.\\d+")
        .containsPattern("(?m)^duckdb lane \\d+\\.\\d+")
        .containsPattern("(?m)^java " + Runtime.version().feature());
    assertThat(cli.run("--version")).isZero();
  }
}

package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workers.VarveException;
import dev.varve.workers.VarveException.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanCommandTest {
  private final CliRun cli = new CliRun();

  @Test
  void everyModelIsListedWithWhatWouldHappenAndWhy() {
    cli.varve.plan = Optional.of(Samples.plan());

    assertThat(cli.run("plan", "shop")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            shop / dev

              rebuild  staging.orders     source raw.orders has 1 new file
              rebuild  marts.revenue      the query changed; staging.orders is being rebuilt
              skip     staging.customers  nothing that it depends on changed

            3 models: 2 to rebuild, 1 up to date.
            """);
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void whatDiffersIsNamedWhenEverythingIsAskedFor() {
    cli.varve.plan = Optional.of(Samples.planWithChangedColumns());

    cli.run("plan", "--verbose");

    assertThat(cli.out())
        .contains(
            """
              rebuild  marts.days  in staging.orders changed amount, day
                  staging.orders.amount
                  staging.orders.day
            """);
  }

  @Test
  void modelsWithErrorsComeFirstAndTheRestIsStillPlanned() {
    cli.varve.plan = Optional.of(Samples.planWithError());

    assertThat(cli.run("plan", "shop")).isEqualTo(2);
    assertThat(cli.out())
        .contains(
            "  fail     marts.margin       There is no table staging.order.\n",
            "4 models: 1 with an error, 2 to rebuild, 1 up to date.\n");
    assertThat(cli.err())
        .isEqualTo(
            """
            models/marts/margin.sql:4:6: UNKNOWN_TABLE: There is no table staging.order.
                Did you mean staging.orders? Tables are the sources in varve.yaml and the models, each by schema and name.
            """);
  }

  @Test
  void manyModelsThatStayAreOnlyCountedUnlessAllAreAskedFor() {
    cli.varve.plan = Optional.of(Samples.upToDate(10_000));

    cli.run("plan", "shop");
    assertThat(cli.out()).isEqualTo("shop / dev\n\n10,000 models: 10,000 up to date.\n");

    cli.run("plan", "shop", "--verbose");
    assertThat(cli.out().lines()).hasSizeGreaterThan(10_000);
  }

  @Test
  void theExitCodeTellsWhetherAnythingWouldRunWhenAsked() {
    cli.varve.plan = Optional.of(Samples.plan());
    assertThat(cli.run("plan", "shop")).isZero();
    assertThat(cli.run("plan", "shop", "--exit-code")).isEqualTo(1);

    cli.varve.plan = Optional.of(Samples.upToDate(3));
    assertThat(cli.run("plan", "shop", "--exit-code")).isZero();

    cli.varve.plan = Optional.of(Samples.planWithError());
    assertThat(cli.run("plan", "shop", "--exit-code")).isEqualTo(2);
  }

  @Test
  void everyOptionReachesTheRequest() {
    cli.varve.plan = Optional.of(Samples.plan());

    int exitCode =
        cli.run(
            "-C",
            "work",
            "plan",
            "-Cshop",
            "-e",
            "prod",
            "--select=marts.*,+staging.orders",
            "-s",
            "tag:daily",
            "--profile",
            "dev_debug",
            "--tier",
            "fast",
            "--policy=ALWAYS",
            "-pregion=north=east",
            "--param",
            "since=2026-01-01",
            "--logical-time",
            "2026-01-31T06:00:00Z",
            "--rebuild");

    assertThat(cli.err()).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(cli.opened).isEqualTo(Path.of("/projects/work/shop"));
    assertThat(cli.varve.requests)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.project()).isEqualTo("/projects/work/shop");
              assertThat(request.environment()).isEqualTo("prod");
              assertThat(request.select()).containsExactly("marts.*,+staging.orders", "tag:daily");
              assertThat(request.profile()).isEqualTo("dev_debug");
              assertThat(request.tier()).isEqualTo("FAST");
              assertThat(request.policy()).isEqualTo("ALWAYS");
              assertThat(request.parameters())
                  .isEqualTo(Map.of("region", "north=east", "since", "2026-01-01"));
              assertThat(request.logicalTime()).isEqualTo("2026-01-31T06:00:00Z");
              assertThat(request.rebuild()).isTrue();
            });
  }

  @Test
  void variablesStandInForOptionsThatAreNotGiven() {
    cli.varve.plan = Optional.of(Samples.plan());
    cli.environment.put("VARVE_ENVIRONMENT", "ci");
    cli.environment.put("VARVE_TIER", "CANONICAL");
    cli.environment.put("VARVE_PROFILE", "");

    cli.run("plan", "--tier", "FAST");

    assertThat(cli.varve.requests)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.environment()).isEqualTo("ci");
              assertThat(request.tier()).isEqualTo("FAST");
              assertThat(request.profile()).isEmpty();
            });
  }

  @Test
  void everyWrongValueIsToldAtOnceAndNothingIsOpened() {
    assertThat(
            cli.run(
                "plan",
                "--tier",
                "swift",
                "--param",
                "since",
                "--param=a=1",
                "--param=a=2",
                "--logical-time=yesterday",
                "-e",
                "a/b"))
        .isEqualTo(2);
    assertThat(cli.err())
        .contains(
            "USAGE: --tier cannot be \"swift\": use one of FAST, STABLE, CANONICAL.",
            "USAGE: --param cannot be \"since\": write NAME=VALUE.",
            "USAGE: --param cannot be \"a=2\": give each parameter once.",
            "\"logicalTime\" \"yesterday\" is not a time",
            "\"environment\" \"a/b\" is not a name",
            "5 problems.");
    assertThat(cli.options).isEmpty();
  }

  @Test
  void aProblemWithoutAPlanIsToldOnBothStreamsWhenJsonIsAskedFor() {
    cli.varve.failure = Optional.of(new VarveException(Kind.INPUT, List.of(Samples.UNKNOWN_TABLE)));

    assertThat(cli.run("plan", "--json")).isEqualTo(2);
    assertThat(cli.out())
        .isEqualTo(
            "{\"formatVersion\":1,\"problems\":[{\"code\":\"UNKNOWN_TABLE\",\"message\":\"There is"
                + " no table staging.order.\",\"file\":\"models/marts/margin.sql\",\"line\":4,"
                + "\"column\":6,\"mend\":\"Did you mean staging.orders? Tables are the sources in"
                + " varve.yaml and the models, each by schema and name.\","
                + "\"model\":\"marts.margin\"}]}\n");
    assertThat(cli.err()).contains("UNKNOWN_TABLE");
    assertThat(cli.varve.closed).isTrue();
  }

  @Test
  void jsonLeavesStdoutToTheJson() throws Exception {
    cli.varve.plan = Optional.of(Samples.planWithError());

    assertThat(cli.run("plan", "--json")).isEqualTo(2);
    Golden.assertThatJson(cli.out()).isGolden("plan.json");
  }
}

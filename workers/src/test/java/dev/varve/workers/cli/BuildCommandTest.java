package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workers.ServerAddress;
import dev.varve.workers.VarveException;
import dev.varve.workers.VarveException.Kind;
import dev.varve.workers.VarveOptions;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildCommandTest {
  private final CliRun cli = new CliRun();

  @Test
  void theSummarySaysWhatWasDoneAndWhereTheTablesAre() {
    cli.varve.result = Optional.of(Samples.built());

    assertThat(cli.run("build", "shop")).isZero();
    assertThat(cli.out().replaceAll("in \\d+ ms", "in N ms"))
        .isEqualTo(
            """
              rebuilt  staging.orders  1,204,112 rows   20 MB  2.3 s  source raw.orders has 1 new file
              reused   marts.revenue         365 rows  6.2 kB  14 ms  the query changed, and the store has the result

            Built shop / dev: 1 rebuilt, 1 reused, 1 skipped, in N ms
              tables  /projects/shop/warehouse/tables/dev
              report  /projects/shop/warehouse/_varve/runs/20261121-062600-7f3a91c2/report.html
              build   20261121-062600-7f3a91c2, logical time 2026-11-21T06:26:00Z
            """);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.varve.closed).isTrue();
  }

  @Test
  void failuresComeFirstWithTheirMend() {
    cli.varve.result = Optional.of(Samples.failed());

    assertThat(cli.run("build")).isEqualTo(1);
    assertThat(cli.out())
        .startsWith(
            """
              failed   marts.margin  810 ms
                  QUERY_FAILED: Could not convert string 'n/a' to INT32.
                  Use TRY_CAST where a value may not convert, or filter such rows out.
              blocked  marts.board           marts.margin was not built

            Failed shop / dev: 1 failed, 1 blocked, 1 skipped, in\
            """);
  }

  @Test
  void jsonIsTheOnlyThingOnStdout() throws Exception {
    cli.varve.result = Optional.of(Samples.failed());

    assertThat(cli.run("build", "--json")).isEqualTo(1);
    Golden.assertThatJson(cli.out()).isGolden("build.json");
  }

  @Test
  void theJsonIsThatOfTheWorkflowsResult() throws Exception {
    for (BuildResult result : List.of(Samples.built(), Samples.failed())) {
      CliRun run = new CliRun();
      run.varve.result = Optional.of(result);
      run.run("build", "--json");

      String ofWorkflow =
          JacksonJsonPayloadConverter.newDefaultObjectMapper().writeValueAsString(result);

      assertThat(run.out().strip()).isEqualTo(ofWorkflow);
    }
  }

  @Test
  void withoutATerminalProgressIsALinePerPhaseAndEachFailureOnce() {
    cli.varve.progress.add(Samples.progress("compile", 0, 0, List.of()));
    cli.varve.progress.add(Samples.progress("execute", 0, 2, List.of()));
    cli.varve.progress.add(Samples.progress("execute", 1, 2, List.of("marts.margin: X it broke")));
    cli.varve.progress.add(Samples.progress("execute", 1, 2, List.of("marts.margin: X it broke")));
    cli.varve.result = Optional.of(Samples.built());

    cli.run("build");

    assertThat(cli.err())
        .isEqualTo(
            """
            compile
            execute  0 of 2  marts.revenue 3fa2b1c0d4e5
            failed marts.margin: X it broke
            """);
  }

  @Test
  void anInterruptCancelsTheBuildAndWaitsForItsEnd() {
    cli.varve.duringBuild = cli::interrupt;
    cli.varve.result =
        Optional.of(
            Samples.result(BuildResult.CANCELLED, new Counts(0, 0, 1, 0, 0, 0, 2), List.of()));

    assertThat(cli.run("build")).isEqualTo(1);
    assertThat(cli.varve.cancelled).isTrue();
    assertThat(cli.err())
        .isEqualTo("Cancelling: running queries are stopped, finished tables stay.\n");
    assertThat(cli.out()).startsWith("Cancelled shop / dev: 2 cancelled, 1 rebuilt, in ");
  }

  @Test
  void withAServerTheBuildRunsThere() {
    cli.varve.result = Optional.of(Samples.built());

    cli.run("build", "--server", "127.0.0.1:7233", "--namespace=team", "--task-queue", "q");

    assertThat(cli.options)
        .containsExactly(
            VarveOptions.server(
                new ServerAddress(
                    Optional.of("127.0.0.1:7233"), Optional.of("team"), Optional.of("q"))));
    assertThat(cli.err()).isEqualTo("Started varve/shop/dev.\n");
  }

  @Test
  void withoutAServerTheBuildRunsInThisProcess() {
    cli.varve.result = Optional.of(Samples.built());

    cli.run("build");

    assertThat(cli.options).containsExactly(VarveOptions.embedded());
  }

  @Test
  void nobodyWaitsWhenToldNotTo() {
    assertThat(cli.run("build", "--server=127.0.0.1:7233", "--no-wait")).isZero();
    assertThat(cli.out())
        .isEqualTo(
            """
            Started varve/shop/dev.
            Follow it with:
              temporal workflow result --workflow-id varve/shop/dev
            """);

    CliRun json = new CliRun();
    json.run("build", "--server=127.0.0.1:7233", "--no-wait", "--json");
    assertThat(json.out()).isEqualTo("{\"formatVersion\":1,\"workflowId\":\"varve/shop/dev\"}\n");
  }

  @Test
  void whatOnlyAServerCanDoIsRefusedWithoutOne() {
    assertThat(cli.run("build", "--no-wait", "--namespace=team", "--task-queue", "q")).isEqualTo(2);
    assertThat(cli.err())
        .contains(
            "USAGE: --no-wait needs a server: without one the build runs in this process.\n",
            "USAGE: --namespace needs a server: ",
            "USAGE: --task-queue needs a server: ",
            "Give --server HOST:PORT.",
            "3 problems.");
    assertThat(cli.options).isEmpty();
  }

  @Test
  void variablesMayNameWhatOnlyAServerHas() {
    cli.environment.put("VARVE_NAMESPACE", "team");
    cli.environment.put("VARVE_TASK_QUEUE", "q");
    cli.varve.result = Optional.of(Samples.built());

    assertThat(cli.run("build")).isZero();
    assertThat(cli.options).containsExactly(VarveOptions.embedded());
  }

  @Test
  void theServerMayStandInAVariable() {
    cli.environment.put("VARVE_SERVER", "127.0.0.1:7233");
    cli.varve.result = Optional.of(Samples.built());

    assertThat(cli.run("build", "--namespace=team")).isZero();
    assertThat(cli.options)
        .containsExactly(
            VarveOptions.server(
                new ServerAddress(
                    Optional.of("127.0.0.1:7233"), Optional.of("team"), Optional.empty())));
  }

  @Test
  void leaseOptionsReachTheRequest() {
    cli.varve.result = Optional.of(Samples.built());
    cli.environment.put("VARVE_IF_BUSY", "attach");

    cli.run("build", "--take-lease");
    cli.run("build", "--if-busy", "wait");

    assertThat(cli.varve.requests.get(0).takeLease()).isTrue();
    assertThat(cli.varve.requests.get(0).ifBusy()).isEqualTo("attach");
    assertThat(cli.varve.requests.get(1).takeLease()).isFalse();
    assertThat(cli.varve.requests.get(1).ifBusy()).isEqualTo("wait");
  }

  @ParameterizedTest
  @CsvSource({"INPUT, 2", "OUTSIDE, 3", "BUSY, 4", "CANCELLED, 1"})
  void whatPreventedTheBuildIsInTheExitCode(Kind kind, int exitCode) {
    cli.varve.failure =
        Optional.of(VarveException.of(kind, "CODE", "It did not work.", "Mend it."));

    assertThat(cli.run("build")).isEqualTo(exitCode);
    assertThat(cli.err()).isEqualTo("CODE: It did not work.\n    Mend it.\n");
  }

  @Test
  void aBuildThatFailedOnlyForWhatIsOutsideSaysSo() {
    assertThat(exitCodeOfFailures("DISK_FULL")).isEqualTo(3);
    assertThat(exitCodeOfFailures("DISK_FULL", "QUERY_FAILED")).isEqualTo(1);
    assertThat(exitCodeOfFailures()).isEqualTo(1);
  }

  @Test
  void aBuildThatWasSupersededWasBusy() {
    cli.varve.result = Optional.of(Samples.result(BuildResult.SUPERSEDED, Counts.NONE, List.of()));

    assertThat(cli.run("build")).isEqualTo(4);
    assertThat(cli.out()).startsWith("Superseded by an equal build that waits for shop / dev");
  }

  @Test
  void whatNobodyThoughtOfIsToldWithoutAStackTraceUnlessAskedFor() {
    assertThat(cli.run("build")).isEqualTo(3);
    assertThat(cli.err())
        .startsWith("INTERNAL: Something went wrong that should not: java.util.NoSuchElement")
        .contains("--verbose")
        .doesNotContain("\tat ");

    CliRun verbose = new CliRun();
    verbose.run("build", "--verbose");
    assertThat(verbose.err()).contains("\tat ");
  }

  private static int exitCodeOfFailures(String... codes) {
    CliRun run = new CliRun();
    run.varve.result =
        Optional.of(
            Samples.result(
                BuildResult.FAILED,
                new Counts(0, 0, 0, codes.length, 0, 0, 0),
                List.of(codes).stream()
                    .map(code -> Samples.failedStep("marts.m", code, "It failed."))
                    .toList()));
    return run.run("build");
  }
}

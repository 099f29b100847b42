package dev.varve.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.observability.BuildSummary.Count;
import dev.varve.observability.BuildSummary.Detail;
import dev.varve.observability.BuildSummary.State;
import dev.varve.observability.StepSummary.StepFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BuildReportTest {
  @Test
  void thePageNeedsNothingFromOutside() {
    assertThat(BuildReport.html(failedBuild()))
        .doesNotContain("http:", "https:", "src=", "@import", "url(", "<link");
  }

  @Test
  void failuresComeBeforeWhatWorkedAndWhatWasSkipped() {
    assertThat(BuildReport.html(failedBuild()))
        .containsSubsequence(
            "QUERY_FAILED",
            "tr data-model=\"marts.margin\"",
            "tr data-model=\"marts.board\"",
            "tr data-model=\"staging.orders\"",
            "tr data-model=\"marts.revenue\"",
            "1 table was up to date",
            "tr data-model=\"staging.customers\"");
  }

  @Test
  void everyTextIsEscaped() {
    String nasty = "<script>alert('\"&')</script>";
    StepSummary step =
        new StepSummary(
            nasty,
            nasty,
            nasty,
            nasty,
            List.of(nasty),
            Optional.of(nasty),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.of(1),
            Optional.of(new StepFailure(nasty, nasty, nasty)));

    String html =
        BuildReport.html(
            new BuildSummary(
                nasty,
                nasty,
                nasty,
                nasty,
                State.FAILED,
                Optional.empty(),
                Optional.empty(),
                List.of(new Count(nasty, 1)),
                List.of(step),
                0,
                List.of(new Detail(nasty, nasty))));

    assertThat(html).doesNotContain("<script>alert", "alert('");
    assertThat(html).contains("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;");
  }

  @Test
  void whatTheReasonNamesAlreadyIsNotListedAgain() {
    StepSummary step =
        new StepSummary(
            "main.a",
            "fail",
            "EXECUTION_FAILED",
            "It broke on raw.orders.",
            List.of("raw.orders", "raw.customers"),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.of(new StepFailure("BROKEN", "It broke on raw.orders.", "")));
    BuildSummary build = failedBuild();

    String html =
        BuildReport.html(
            new BuildSummary(
                build.buildId(),
                build.project(),
                build.environment(),
                build.logicalTime(),
                build.state(),
                build.started(),
                build.elapsed(),
                build.counts(),
                List.of(step),
                0,
                build.details()));

    assertThat(html)
        .containsOnlyOnce("It broke on raw.orders.")
        .contains("<small>raw.customers</small>")
        .doesNotContain("<small>raw.orders</small>");
  }

  @Test
  void theSameSummaryGivesTheSamePage() {
    assertThat(BuildReport.html(failedBuild())).isEqualTo(BuildReport.html(failedBuild()));
  }

  @Test
  void omittedStepsAreSaid() {
    BuildSummary build = failedBuild();

    assertThat(BuildReport.html(build)).contains("9,000 more steps are not listed here.");
  }

  /** The page is left in the build folder, to be looked at in a browser. */
  @Test
  void aSampleIsLeftToLookAt() throws Exception {
    Path sample = Path.of("target", "sample-report.html");
    Files.writeString(sample, BuildReport.html(failedBuild()));

    assertThat(sample).isNotEmptyFile();
  }

  private static BuildSummary failedBuild() {
    return new BuildSummary(
        "20261121-062600-7f3a91c2",
        "shop",
        "dev",
        "2026-11-21T06:26:00Z",
        State.FAILED,
        Optional.of(Instant.parse("2026-11-21T06:26:01.120Z")),
        Optional.of(Duration.ofMillis(4321)),
        List.of(
            new Count("fail", 1),
            new Count("blocked", 1),
            new Count("rebuild", 1),
            new Count("reuse", 1),
            new Count("removed", 0),
            new Count("skip", 1)),
        List.of(
            step(
                "staging.customers",
                "skip",
                "UP_TO_DATE",
                "nothing that it depends on changed",
                1000,
                -1,
                -1),
            step(
                "staging.orders",
                "rebuild",
                "SOURCE_CHANGED",
                "source raw.orders has 1 new file",
                1_204_112,
                120,
                2310),
            step(
                "marts.revenue",
                "reuse",
                "INPUTS_CAME_OUT_EQUAL",
                "its inputs came out equal",
                365,
                2440,
                14),
            new StepSummary(
                "marts.margin",
                "fail",
                "INPUT_CHANGED",
                "input staging.orders was rebuilt",
                List.of("staging.orders.amount", "staging.orders.cost"),
                Optional.of("91ab0d3e5f60721833d1"),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(2440),
                OptionalLong.of(810),
                Optional.of(
                    new StepFailure(
                        "QUERY_FAILED",
                        "models/marts/margin.sql:4:9: amount / cost divides by zero.",
                        "Use amount / nullif(cost, 0), or keep rows without cost out."))),
            step(
                "marts.board", "blocked", "INPUT_FAILED", "input marts.margin failed", -1, -1, -1)),
        9000,
        List.of(
            new Detail("manifest", "dev/12"),
            new Detail("Tables", "warehouse/tables/dev"),
            new Detail("Profile", "prod_fast, 8 threads"),
            new Detail("Varve", "0.1.0, DuckDB 2.0.0")));
  }

  private static StepSummary step(
      String model, String decision, String code, String reason, long rows, long start, long took) {
    return new StepSummary(
        model,
        decision,
        code,
        reason,
        List.of(),
        rows < 0 ? Optional.empty() : Optional.of("3fa2b1c0d4e5a6b7c8d9"),
        rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows),
        rows < 0 ? OptionalLong.empty() : OptionalLong.of(rows * 17),
        start < 0 ? OptionalLong.empty() : OptionalLong.of(start),
        took < 0 ? OptionalLong.empty() : OptionalLong.of(took),
        Optional.empty());
  }
}

package dev.varve.activities.phase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.Failure;
import dev.varve.workflows.Reason;
import dev.varve.workflows.StepReport;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildResultsTest {
  private static final String KEY = "f".repeat(64);

  @Test
  void shortResultIsReturnedAsItIs() {
    BuildResult result = result(steps("skip", 500));
    assertThat(trimmed(result)).isSameAs(result);
  }

  @Test
  void whatWasSkippedIsLeftOutOfALongResult() {
    List<StepReport> steps = steps("skip", 9_990);
    steps.addAll(5, steps("rebuild", 10));
    BuildResult trimmed = trimmed(result(steps));
    assertThat(trimmed.steps()).hasSize(10).allMatch(step -> step.decision().equals("rebuild"));
    assertThat(trimmed.stepsOmitted()).isEqualTo(9_990);
    assertThat(trimmed.counts()).isEqualTo(result(steps).counts());
    assertThat(trimmed.report()).isEqualTo("/w/report.html");
  }

  @Test
  void longResultStaysBelowWhatAServerTakesWithoutAWord() {
    List<StepReport> steps = steps("rebuild", 10_000);
    steps.addAll(7_000, steps("fail", 20));
    BuildResult result = result(steps);
    assertThat(BuildResults.toJson(result).length).isGreaterThan(1 << 20);

    BuildResult trimmed = trimmed(result);

    int bytes = BuildResults.toJson(trimmed).length;
    assertThat(bytes).isBetween(BuildResults.MOST_BYTES - 2_000, BuildResults.MOST_BYTES);
    assertThat(trimmed.steps().size() + trimmed.stepsOmitted()).isEqualTo(steps.size());
    assertThat(trimmed.steps()).filteredOn(step -> step.decision().equals("fail")).hasSize(20);
    assertThat(steps).containsSubsequence(trimmed.steps());
  }

  private static List<StepReport> steps(String decision, int count) {
    List<StepReport> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String model = "marts." + decision + "_" + i;
      steps.add(
          new StepReport(
              model,
              decision,
              new Reason("QUERY_CHANGED", "the query of " + model + " changed", List.of(model)),
              KEY,
              1_000L + i,
              64_000L,
              12L,
              decision.equals("fail")
                  ? new Failure("QUERY_FAILED", "It failed.", "Mend it.")
                  : null,
              "2026-01-01T00:00:01Z"));
    }
    return steps;
  }

  private static BuildResult trimmed(BuildResult result) {
    return BuildResults.trimmed(result, BuildResults.toJson(result).length);
  }

  private static BuildResult result(List<StepReport> steps) {
    return new BuildResult(
        BuildResult.FORMAT_VERSION,
        BuildResult.DONE,
        "b1",
        "shop",
        "dev",
        "2026-01-01T00:00:00Z",
        new Counts(0, 0, steps.size(), 0, 0, 0, 0),
        steps,
        "dev/1",
        0,
        "/w/report.html");
  }
}

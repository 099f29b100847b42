package dev.varve.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.varve.activities.metrics.ProcessMetrics;
import dev.varve.activities.plan.PlanProblem;
import dev.varve.workers.FakeActivities.Way;
import dev.varve.workers.VarveException.Kind;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Builds in this process, with the real workflow on the real server in memory. */
class EmbeddedBuildsTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void aBuildEndsWithItsResult() {
    try (EmbeddedBuilds builds = builds(new FakeActivities(Way.WELL))) {
      BuildResult result = start(builds).follow(BuildListener.silent());

      assertThat(result.outcome()).isEqualTo(BuildResult.DONE);
      assertThat(result.counts()).isEqualTo(new Counts(0, 0, 1, 0, 0, 0, 0));
    }
    assertThat(closed).containsExactly("activities");
  }

  @Test
  void aBuildOfWhichAStepFailedIsAResultToo() {
    try (EmbeddedBuilds builds = builds(new FakeActivities(Way.STEP_FAILS))) {
      assertThat(start(builds).follow(BuildListener.silent()).outcome())
          .isEqualTo(BuildResult.FAILED);
    }
  }

  @Test
  void wrongInputComesWithItsPlace() {
    try (EmbeddedBuilds builds = builds(new FakeActivities(Way.INPUT_WRONG))) {
      assertThatThrownBy(() -> start(builds).follow(BuildListener.silent()))
          .asInstanceOf(type(VarveException.class))
          .satisfies(
              e -> {
                assertThat(e.kind()).isEqualTo(Kind.INPUT);
                assertThat(e.problems())
                    .containsExactly(
                        new PlanProblem(
                            "UNKNOWN_TABLE",
                            "There is no table b.",
                            Optional.of("models/a.sql"),
                            1,
                            15,
                            "",
                            Optional.of("main.a")));
              });
    }
  }

  @Test
  void anEnvironmentThatIsHeldIsBusy() {
    try (EmbeddedBuilds builds = builds(new FakeActivities(Way.BUSY))) {
      assertThatThrownBy(() -> start(builds).follow(BuildListener.silent()))
          .asInstanceOf(type(VarveException.class))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BUSY));
    }
  }

  @Test
  void aCancelledBuildStopsItsStep() throws Exception {
    FakeActivities activities = new FakeActivities(Way.UNTIL_CANCELLED);
    try (EmbeddedBuilds builds = builds(activities)) {
      RunningBuild build = start(builds);
      assertThat(activities.stepBegun.await(60, TimeUnit.SECONDS)).isTrue();

      build.cancel();

      BuildResult result = build.follow(BuildListener.silent());
      assertThat(result.outcome()).isEqualTo(BuildResult.CANCELLED);
      assertThat(result.counts()).isEqualTo(Counts.cancelled(1));
    }
  }

  private EmbeddedBuilds builds(FakeActivities activities) {
    return new EmbeddedBuilds(
        (connection, slots, metrics) ->
            new ActivityObjects.Opened(List.of(activities), () -> closed.add("activities")),
        ProcessMetrics.none());
  }

  private static RunningBuild start(EmbeddedBuilds builds) {
    return builds.start("varve/shop/dev", BuildRequest.of("/projects/shop", "dev"));
  }
}

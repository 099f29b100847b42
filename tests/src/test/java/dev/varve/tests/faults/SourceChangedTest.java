package dev.varve.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.harness.Embedded;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Projects;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.RunBundles;
import dev.varve.tests.harness.Snapshot;
import dev.varve.tests.harness.Until;
import dev.varve.tests.harness.WarehouseWatch;
import dev.varve.workers.BuildListener;
import dev.varve.workers.RunningBuild;
import dev.varve.workers.Varve;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.StepReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sources that somebody writes to while a step that read them runs. */
@Timeout(300)
class SourceChangedTest {
  private static final String FACTORS = "data/factors.csv";

  @TempDir Path folder;
  private ProjectFolder project;

  @BeforeEach
  void write() {
    project =
        Projects.heavy(folder.resolve("heavy"), 150)
            .replaceIn("models/marts/slow.sql", "staging.factors f", "raw.factors f");
  }

  @Test
  void stepThatReadAnotherStateThanWasPinnedFailsAndTheNextBuildIsRight() {
    try (WarehouseWatch watch = WarehouseWatch.on(project)) {
      BuildResult disturbed = whileSlowRuns(() -> replace(FACTORS, "factor\n1\n2\n3\n"));
      assertThat(disturbed.outcome()).isEqualTo("failed");
      assertThat(disturbed.counts()).isEqualTo(new Counts(0, 0, 3, 1, 1, 0, 0));
      StepReport slow = Embedded.step(disturbed, "marts.slow");
      assertThat(slow.decision()).isEqualTo("fail");
      assertThat(slow.error().code()).isEqualTo("SOURCE_CHANGED_DURING_BUILD");
      assertThat(slow.error().message()).contains("raw.factors", FACTORS);
      assertThat(slow.error().mend()).contains("Build again");
      assertThat(Snapshot.of(project, "dev").tables())
          .containsOnlyKeys("marts.kinds", "staging.events", "staging.factors");
      assertThat(Snapshot.strays(project, "dev")).isEmpty();

      assertThat(Embedded.decisions(Embedded.build(project)))
          .containsEntry("marts.kinds", "skip")
          .containsEntry("marts.slow", "rebuild")
          .containsEntry("marts.totals", "rebuild")
          .containsEntry("staging.events", "skip")
          .containsEntry("staging.factors", "rebuild");
    }
    ProjectFolder undisturbed = project.copyTo(folder.resolve("undisturbed"));
    Embedded.build(undisturbed);
    assertThat(Snapshot.of(project, "dev")).isEqualTo(Snapshot.of(undisturbed, "dev"));
    assertThat(Snapshot.leftOvers(project)).isEmpty();
  }

  @Test
  void touchedSourceIsTheSame() {
    BuildResult result = whileSlowRuns(() -> project.touch(FACTORS));
    assertThat(result.counts()).isEqualTo(new Counts(0, 0, 5, 0, 0, 0, 0));
  }

  private BuildResult whileSlowRuns(Runnable disturbance) {
    try (Varve varve = Embedded.open(Request.of(project))) {
      RunningBuild build = varve.start(Request.of(project).asIs());
      Until.holds("only marts.slow runs", () -> RunBundles.endedModels(project).size() == 3);
      disturbance.run();
      return build.follow(BuildListener.silent());
    }
  }

  /** At once, as a careful writer does it: no reader sees half of it. */
  private void replace(String relative, String text) {
    try {
      Path fresh = folder.resolve("fresh");
      Files.writeString(fresh, text);
      Files.move(fresh, project.path(relative), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

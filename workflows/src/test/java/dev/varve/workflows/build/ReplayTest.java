package dev.varve.workflows.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.workflows.Build;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.lease.LeaseRequest;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Builds that run while Varve is upgraded are replayed by the new version. The histories were
 * recorded on a real server; those of released versions are never changed, and a change of the
 * workflow that they do not survive goes behind {@code Workflow.getVersion}.
 */
class ReplayTest {
  static Stream<Path> histories() {
    try (Stream<Path> files = Files.walk(folder())) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path folder() {
    try {
      return Path.of(ReplayTest.class.getResource("/histories").toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void everyRecordedBuildIsReplayed(Path history) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(history.toFile(), BuildWorkflow.class);
  }

  @Test
  void theRecordedBuildsAreOfEveryKind() {
    assertThat(histories().map(path -> path.getFileName().toString()))
        .contains(
            "built.json",
            "cancelled.json",
            "continued-first.json",
            "continued.json",
            "failed.json",
            "paused.json",
            "refused.json",
            "reset.json",
            "scheduled.json",
            "superseded.json",
            "waited.json");
  }

  @Test
  void aChangedWorkflowIsNoticed() {
    Path history = folder().resolve("0.1/built.json");

    assertThatThrownBy(
            () ->
                WorkflowReplayer.replayWorkflowExecution(
                    history.toFile(), BuildWithoutDiscover.class))
        .hasStackTraceContaining("[TMPRL1100]");
  }

  /** Takes the lease and then goes straight to the end. */
  public static final class BuildWithoutDiscover implements Build {
    @Override
    public BuildResult build(BuildRequest request) {
      Calls calls = new Calls(request.limits());
      String run = Workflow.sideEffect(String.class, () -> "");
      calls
          .lease("dev")
          .acquireLease(
              new LeaseRequest("shop", "dev", "", "", "", "", "", run, false, 0, false, false, ""));
      return FakeWarehouse.result("b1", "dev", Counts.NONE);
    }

    @Override
    public BuildProgress progress() {
      return new BuildState().progress();
    }

    @Override
    public BuildResult result() {
      return null;
    }

    @Override
    public BuildProgress pause() {
      return progress();
    }

    @Override
    public void checkPause() {}

    @Override
    public BuildProgress resume() {
      return progress();
    }

    @Override
    public void checkResume() {}

    @Override
    public void leaseReleased() {}
  }
}

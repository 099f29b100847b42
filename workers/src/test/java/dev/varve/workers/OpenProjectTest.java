package dev.varve.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.ExportedModel;
import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.PlanReport;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildRequest;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenProjectTest {
  @TempDir Path folder;
  private final List<String> events = new ArrayList<>();

  @Test
  void nothingIsOpenedBeforeItIsNeeded() {
    try (OpenProject project = project()) {
      assertThat(events).isEmpty();

      project.plan(project.request("dev"));
      assertThat(events).containsExactly("phases opened", "plan dev");
    }
    assertThat(events).containsExactly("phases opened", "plan dev");
  }

  @Test
  void aBuildRunsUnderTheIdOfItsProjectAndEnvironment() {
    List<String> phases = new ArrayList<>();
    BuildListener listener = progress -> phases.add(progress.phase());
    try (OpenProject project = project()) {
      BuildResult result = project.build(project.request("prod"), listener);

      assertThat(result.outcome()).isEqualTo(BuildResult.DONE);
    }
    assertThat(phases).containsExactly("compile", "execute");
    assertThat(events)
        .containsExactly(
            "phases opened",
            "builds opened",
            "start varve/shop/prod in " + folder,
            "builds closed");
  }

  @Test
  void aPlaceForBuildsIsOpenedOnce() {
    try (OpenProject project = project()) {
      project.start(project.request("dev"));
      project.start(project.request("dev"));
    }
    assertThat(events.stream().filter(event -> event.equals("builds opened"))).hasSize(1);
  }

  @Test
  void aFolderWithoutAProjectIsRefusedAndTheNearestOneNamed() throws IOException {
    Path inside = Files.createDirectories(folder.resolve("models/marts"));

    assertProblem(inside, "There is no varve.yaml in " + inside + ".", "varve init");

    Files.writeString(folder.resolve("varve.yaml"), "project: shop\n");
    assertProblem(
        inside,
        "There is no varve.yaml in " + inside + ".",
        "Did you mean the project in " + folder + "?");
    assertThat(OpenProject.checked(folder)).isEqualTo(folder);
  }

  @Test
  void aFolderThatDoesNotExistIsNamed() {
    Path nowhere = folder.resolve("nowhere");

    assertProblem(nowhere, "There is no folder " + nowhere + ".", "varve init");
  }

  private static void assertProblem(Path folder, String message, String mend) {
    assertThatThrownBy(() -> OpenProject.checked(folder))
        .asInstanceOf(type(VarveException.class))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(VarveException.Kind.INPUT);
              assertThat(e.problems().get(0).code()).isEqualTo("PROJECT_NOT_FOUND");
              assertThat(e.problems().get(0).message()).isEqualTo(message);
              assertThat(e.problems().get(0).mend()).contains(mend);
            });
  }

  private OpenProject project() {
    return new OpenProject(
        folder,
        () -> {
          events.add("phases opened");
          return new FakePhases();
        },
        () -> {
          events.add("builds opened");
          return new FakeBuilds();
        });
  }

  private final class FakePhases implements Phases {
    @Override
    public String projectName() {
      return "shop";
    }

    @Override
    public PlanReport plan(BuildRequest request) {
      events.add("plan " + request.environment());
      return new PlanReport(1, "shop", request.environment(), List.of(), List.of());
    }

    @Override
    public FunctionReport functions() {
      throw new AssertionError("not asked for");
    }

    @Override
    public TableView show(String model, String environment, int rows) {
      throw new AssertionError("not asked for");
    }

    @Override
    public LineageReport lineage(String target, boolean down) {
      throw new AssertionError("not asked for");
    }

    @Override
    public ExplainReport explain(BuildRequest request, String model) {
      throw new AssertionError("not asked for");
    }

    @Override
    public DiffReport diff(
        List<String> models, String environment, String against, boolean search) {
      throw new AssertionError("not asked for");
    }

    @Override
    public List<ExportedModel> export(String model, List<String> forms, String environment) {
      throw new AssertionError("not asked for");
    }

    @Override
    public Path tables(String environment) {
      return folder.resolve("warehouse/tables").resolve(environment);
    }
  }

  private final class FakeBuilds implements Builds {
    @Override
    public RunningBuild start(String workflowId, BuildRequest request) {
      events.add("start " + workflowId + " in " + request.project());
      return new FakeBuild(workflowId);
    }

    @Override
    public void close() {
      events.add("builds closed");
    }
  }

  /** Is done after two looks. */
  private static final class FakeBuild implements RunningBuild {
    private final String id;
    private int looks;

    FakeBuild(String id) {
      this.id = id;
    }

    @Override
    public String workflowId() {
      return id;
    }

    @Override
    public Optional<BuildResult> await(Duration atMost) {
      return looks < 2
          ? Optional.empty()
          : Optional.of(
              new BuildResult(
                  1, BuildResult.DONE, "b", "shop", "prod", "", Counts.NONE, null, "", 0, ""));
    }

    @Override
    public Optional<BuildProgress> progress() {
      String phase = looks++ == 0 ? "compile" : "execute";
      return Optional.of(
          new BuildProgress(
              phase, "", "", "", "", Counts.NONE, 0, 0, 0, null, 0, null, false, "", "", ""));
    }

    @Override
    public void cancel() {
      throw new AssertionError("not asked for");
    }
  }
}

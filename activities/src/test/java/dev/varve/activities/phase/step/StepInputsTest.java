package dev.varve.activities.phase.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.phase.failure.StepFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepInputsTest {
  @TempDir Path folder;
  private SmallBuild build;
  private BuildContext context;

  @BeforeEach
  void makeBuild() throws IOException {
    build = new SmallBuild(folder);
    context = build.load(build.plan(0));
  }

  @Test
  void sourceIsUnchangedWhileItsFilesHoldWhatWasPinned() throws IOException {
    assertThat(changed()).isEmpty();
    Files.setLastModifiedTime(build.file(), FileTime.fromMillis(1_000));
    Files.writeString(build.file().resolveSibling("another.csv"), "id\n2\n");
    assertThat(changed()).as("a touched file, and one beside it").isEmpty();
  }

  @Test
  void sourceOfOtherContentFailsTheStepThatReadIt() throws IOException {
    Files.writeString(build.file(), "id\n2\n");
    assertChanged();
  }

  @Test
  void sourceThatIsGoneFailsTheStepThatReadIt() throws IOException {
    Files.delete(build.file());
    assertChanged();
  }

  private void assertChanged() {
    assertThat(changed())
        .contains(
            new StepFailure(
                "SOURCE_CHANGED_DURING_BUILD",
                "While the step ran, source raw.orders changed: " + SmallBuild.FILE + ".",
                "Build again; the next build reads what is there then."));
  }

  private Optional<StepFailure> changed() {
    return new StepInputs(context).changed(context.model(0), build.pins());
  }
}

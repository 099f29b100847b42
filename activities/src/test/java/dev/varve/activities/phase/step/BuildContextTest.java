package dev.varve.activities.phase.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.phase.failure.PhaseException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildContextTest {
  @TempDir Path folder;
  private SmallBuild build;

  @BeforeEach
  void makeBuild() throws IOException {
    build = new SmallBuild(folder);
  }

  @Test
  void planHoldsWhileItsManifestIsTheCurrentOne() {
    String plan = build.plan(build.publish("build-1"));
    assertThat(build.load(plan).plan().manifest()).isEqualTo(1);
  }

  @Test
  void planHoldsAfterTheBuildItselfPublished() {
    String plan = build.plan(build.publish("build-1"));
    build.publish(SmallBuild.ID);
    assertThat(build.load(plan).plan().manifest()).isEqualTo(1);
  }

  @Test
  void planIsOfNoUseOnceAnotherBuildPublished() {
    String plan = build.plan(build.publish("build-1"));
    build.publish("build-9");
    assertMoved(plan);
  }

  @Test
  void planIsOfNoUseWhereItsManifestIsGone() {
    assertMoved(build.plan(1));
  }

  @Test
  void planOfAFirstBuildNeedsNoManifest() {
    assertThat(build.load(build.plan(0)).plan().manifest()).isZero();
  }

  private void assertMoved(String plan) {
    assertThatThrownBy(() -> build.load(plan))
        .isInstanceOfSatisfying(
            PhaseException.class,
            e -> {
              assertThat(e.code()).isEqualTo("MANIFEST_MOVED");
              assertThat(e.mend()).isEqualTo("Start the build again; it decides anew.");
            })
        .hasMessageContaining("Environment dev got another manifest while this build ran");
  }
}

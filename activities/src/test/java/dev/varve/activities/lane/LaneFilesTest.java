package dev.varve.activities.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class LaneFilesTest {
  @Test
  void aFileForAReaderIsNoPattern() {
    assertThat(LaneFiles.source(Path.of("/x/a[1]*?.p")).text()).isEqualTo("'/x/a[[]1][*][?].p'");
    assertThat(LaneFiles.target(Path.of("/x/../y/a[1]'.p")).text()).isEqualTo("'/y/a[1]''.p'");
  }
}

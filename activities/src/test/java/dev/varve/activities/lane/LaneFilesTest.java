package dev.varve.activities.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LaneFilesTest {
  @Test
  void aFileForAReaderIsNoPattern() {
    assertThat(LaneFiles.source(Path.of("/x/a[1]*?.p")).text()).isEqualTo("'/x/a[[]1][*][?].p'");
    assertThat(LaneFiles.target(Path.of("/x/../y/a[1]'.p")).text()).isEqualTo("'/y/a[1]''.p'");
  }

  @Test
  void aFolderIsAllowedAsReadersAndWritersSpellIt() {
    assertThat(LaneFiles.folders(List.of(Path.of("/x [1]"), Path.of("/y"))))
        .extracting(Sql::text)
        .containsExactly("'/x [1]'", "'/x [[]1]'", "'/y'");
  }
}

package dev.varve.activities.phase.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.testing.Golden;
import dev.varve.planner.project.ProjectFiles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FrozenProjectTest {
  @Test
  void isReadAsItWasWritten() {
    ProjectFiles read = FrozenProject.decode(FrozenProject.encode(files()));
    assertThat(read.files()).containsOnlyKeys("varve.yaml", "models/marts/größe.sql");
    assertThat(read.fingerprint()).isEqualTo(files().fingerprint());
  }

  @Test
  void isWrittenAsReleased() {
    assertThat(HexFormat.of().formatHex(FrozenProject.encode(files())))
        .isEqualTo(Golden.text(FrozenProjectTest.class, "frozen-project-1.hex"));
  }

  @Test
  void newerFormatAndWhatIsCutOffAreRefused() {
    byte[] newer = FrozenProject.encode(files());
    newer[3] = 2;
    assertThatThrownBy(() -> FrozenProject.decode(newer))
        .hasMessage("a frozen project of format 2");
    byte[] whole = FrozenProject.encode(files());
    byte[] cut = Arrays.copyOf(whole, whole.length - 3);
    assertThatThrownBy(() -> FrozenProject.decode(cut)).isInstanceOf(RuntimeException.class);
  }

  private static ProjectFiles files() {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("varve.yaml", "project: shop\n".getBytes(StandardCharsets.UTF_8));
    files.put("models/marts/größe.sql", "select 1 as a\n".getBytes(StandardCharsets.UTF_8));
    return new ProjectFiles(files);
  }
}

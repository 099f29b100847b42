package dev.varve.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.workflows.BuildResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void buildsAreCountedInTheRegistryOfTheProgram(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("varve.yaml"), "project: shop\nwarehouse: ./warehouse\n");
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(folder.resolve("models/one.sql"), "select 1 as one union all select 2");

    try (Varve varve = Varve.open(folder, VarveOptions.embedded(registry))) {
      BuildResult result = varve.build(varve.request("dev"), BuildListener.silent());
      assertThat(result.outcome()).isEqualTo(BuildResult.DONE);
    }

    assertThat(registry.get("varve.steps").tag("decision", "rebuild").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("varve.rows").counter().count()).isEqualTo(2);
    assertThat(registry.get("varve.phase").tag("phase", "compile").timer().count()).isEqualTo(1);
  }

  @Test
  void buildsOnAServerAreNotCountedHere() {
    ServerAddress server =
        new ServerAddress(Optional.of("127.0.0.1:7233"), Optional.empty(), Optional.empty());

    assertThatThrownBy(() -> new VarveOptions(Optional.of(server), Optional.of(registry)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

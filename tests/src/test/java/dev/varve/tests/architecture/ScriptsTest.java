package dev.varve.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts run on the bash and the tools of Linux and of macOS. */
class ScriptsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".ci/run",
        "local-dev/varve",
        "local-dev/benchmark",
        "local-dev/launch.bash",
        "local-dev/temporal",
        "local-dev/examples/tpch/generate"
      })
  void scriptIsValidAndUsesNoOptionThatMacOsLacks(String script) throws Exception {
    assertThat(bash("-n", Repository.root().resolve(script).toString())).isZero();
    assertThat(Files.readString(Repository.root().resolve(script)))
        .doesNotContain("readlink -f", "sed -i ", "date -d", "stat -c", "mapfile", "declare -A")
        .doesNotContainPattern("\\$\\{\\w+(,,|\\^\\^)");
  }

  @Test
  void statusOfAServerThatWasNeverStartedIsThree() throws Exception {
    assertThat(
            bash(
                "-c",
                "VARVE_TEMPORAL_FOLDER=$0 \"$1\" status",
                folder.toString(),
                Repository.root().resolve("local-dev/temporal").toString()))
        .isEqualTo(3);
  }

  @Test
  void serverIsNotEndedForAProcessIdThatIsSomebodyElsesNow() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          folder.resolve("server"),
          stranger.pid() + "\n1 temporal server start-dev\n127.0.0.1:1\nhttp://127.0.0.1:2\n");
      assertThat(
              bash(
                  "-c",
                  "VARVE_TEMPORAL_FOLDER=$0 \"$1\" down",
                  folder.toString(),
                  Repository.root().resolve("local-dev/temporal").toString()))
          .isZero();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroy();
    }
  }

  private int bash(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash");
    builder.command().addAll(List.of(arguments));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}

package dev.varve.workers.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a process of its own can show. */
class ProcessTest {
  @TempDir Path folder;

  @Test
  void aSignalCancelsTheBuildAndTheExitCodeIsTheSignals() throws Exception {
    Process process = start(EndlessBuild.class, List.of(), List.of());
    BufferedReader out = process.inputReader(UTF_8);
    assertThat(out.readLine()).isEqualTo("building");

    // The process's own method would close the streams as well.
    process.toHandle().destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(out.lines()).anyMatch(line -> line.startsWith("Cancelled shop / dev: 2 cancelled"));
    assertThat(process.errorReader(UTF_8).lines()).anyMatch(line -> line.startsWith("Cancelling"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "help build", "init shop", "build nowhere", "biuld"})
  void whatNeedsNoEngineLoadsNone(String line) throws Exception {
    Path log = folder.resolve("classes.log");
    Process process =
        start(Main.class, List.of("-Xlog:class+load:file=" + log), List.of(line.split(" ", -1)));
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isIn(0, 2);
    assertThat(Files.readString(log))
        .contains("dev.varve.workers.cli.Main")
        .doesNotContain("io.temporal.", "org.duckdb.", "io.micrometer.", "java.sql.", "org.slf4j.");
  }

  private Process start(Class<?> main, List<String> options, List<String> args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(args);
    return new ProcessBuilder(command).directory(folder.toFile()).start();
  }
}

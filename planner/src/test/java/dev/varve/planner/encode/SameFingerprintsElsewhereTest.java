package dev.varve.planner.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.testing.Fingerprints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan has the same fingerprint in every process: whatever seeds hashes there, in whatever
 * language and zone, and in whatever order texts are bound and tables declared.
 */
class SameFingerprintsElsewhereTest {
  @TempDir Path folder;

  /** The lines of a process that computes them. */
  private List<String> elsewhere(String name, List<String> options, String order)
      throws IOException, InterruptedException {
    Path output = folder.resolve(name);
    // What Java itself warns of is no fingerprint.
    Path errors = folder.resolve(name + ".errors");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Fingerprints.class.getName());
    command.add(order);
    Process process =
        new ProcessBuilder(command)
            .redirectError(errors.toFile())
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertThat(exit).as(Files.readString(errors, StandardCharsets.UTF_8)).isZero();
    return lines;
  }

  @Test
  void areThoseOfThisProcess() throws Exception {
    List<String> here = Fingerprints.lines(false);
    assertThat(here).hasSizeGreaterThan(1000);

    List<String> seeded =
        elsewhere(
            "seeded",
            List.of(
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:hashCode=2",
                "-Xshare:off",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Kathmandu",
                "-Djava.util.Arrays.useLegacyMergeSort=true"),
            "reversed");

    assertThat(seeded).containsExactlyElementsOf(here);
  }
}

package dev.varve.activities.lane.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SpillFolderTest {
  @TempDir Path parent;

  @Test
  void isRemovedWithAllThatIsInIt() throws IOException {
    SpillFolder spill = SpillFolder.create(parent.resolve("deep/spill"));
    Files.createDirectories(spill.folder().resolve("a/b"));
    Files.writeString(spill.folder().resolve("a/b/block.tmp"), "rows");

    spill.close();

    assertThat(parent.resolve("deep/spill")).isEmptyDirectory();
  }

  @Test
  void livingOnesAreLeftAlone() throws IOException {
    try (SpillFolder first = SpillFolder.create(parent);
        SpillFolder second = SpillFolder.create(parent)) {
      assertThat(first.folder()).isDirectory().isNotEqualTo(second.folder());
      try (SpillFolder third = SpillFolder.create(parent)) {
        assertThat(third.folder()).isDirectory();
      }
      assertThat(first.folder()).isDirectory();
      assertThat(second.folder()).isDirectory();
    }
  }

  @Test
  void thoseOfDeadProcessesAreRemoved() throws IOException {
    Path dead = Files.createDirectory(parent.resolve("spill-999999-0123abcd"));
    Files.writeString(dead.resolve("block.tmp"), "rows");
    Files.writeString(parent.resolve("spill-999999-0123abcd.lock"), "");
    Path halfRemoved = Files.createDirectory(parent.resolve("spill-999999-aaaaaaaa"));
    Path foreign = Files.createDirectory(parent.resolve("spill-of-mine"));

    SpillFolder.create(parent).close();

    assertThat(dead).doesNotExist();
    assertThat(parent.resolve("spill-999999-0123abcd.lock")).doesNotExist();
    assertThat(halfRemoved).doesNotExist();
    assertThat(foreign).isDirectory();
  }

  @Test
  void thoseOfOtherLivingProcessesAreLeftAloneUntilTheyAreKilled() throws Exception {
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                parent.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      String line = other.inputReader().readLine();
      Path theirs = Path.of(line);
      SpillFolder.create(parent).close();
      assertThat(theirs).isDirectory();

      other.destroyForcibly().waitFor();
      SpillFolder.create(parent).close();
      assertThat(names()).isEmpty();
    } finally {
      other.destroyForcibly();
    }
  }

  private List<String> names() {
    return Stream.of(parent.toFile().listFiles()).map(File::getName).toList();
  }

  /** A process that makes a folder and waits to be killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      SpillFolder spill = SpillFolder.create(Path.of(arguments[0]));
      System.out.println(spill.folder());
      System.out.flush();
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }
}

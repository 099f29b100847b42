package dev.varve.planner.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in the test resources that hold what must not change unnoticed. */
public final class Golden {
  private Golden() {}

  /** Compares, and leaves what came out in {@code target/golden} for whoever wants the change. */
  public static void check(String name, String actual) {
    try {
      Path written = Path.of("target", "golden", name);
      Files.createDirectories(written.getParent());
      Files.writeString(written, actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(actual)
        .as("target/golden/%s differs from the golden file", name)
        .isEqualTo(read(name));
  }

  /** The content of a golden file. */
  public static String read(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

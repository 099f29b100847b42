package dev.varve.activities.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that show a persisted format as it was when it was released. */
public final class Golden {
  private Golden() {}

  /** The file beside the test's class, among the resources. */
  public static String text(Class<?> test, String name) {
    try (InputStream stream = test.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalArgumentException("no golden file " + name + " beside " + test.getName());
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

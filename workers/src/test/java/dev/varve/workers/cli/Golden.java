package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Output that others read with programs, compared with a file that must not change by chance. */
record Golden(String actual) {
  static Golden assertThatJson(String actual) {
    return new Golden(actual);
  }

  /** The file has the same JSON broken into lines, which are joined before they are compared. */
  void isGolden(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream("golden/" + name)) {
      assertThat(in).as("golden file %s", name).isNotNull();
      String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(actual)
          .isEqualTo(golden.lines().map(String::strip).reduce("", String::concat) + "\n");
    }
  }
}

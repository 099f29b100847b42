package dev.varve.tests.safety;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The corpus of texts that no model may be. */
final class HostileTexts {
  private HostileTexts() {}

  /**
   * One of them.
   *
   * @param codes what the gate says, joined by commas
   */
  record HostileText(String codes, String text) {
    /** With paths where the text names files. */
    String at(Path inside, Path outside, Path fresh) {
      return text.replace("⏎", "\n")
          .replace("<inside>", inside.toString())
          .replace("<outside>", outside.toString())
          .replace("<new>", fresh.toString());
    }
  }

  static List<HostileText> all() {
    try (InputStream file =
        Objects.requireNonNull(HostileTexts.class.getResourceAsStream("hostile.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" ", 2))
          .map(parts -> new HostileText(parts[0], parts[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

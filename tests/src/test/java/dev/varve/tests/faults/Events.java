package dev.varve.tests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a process did, one line each, in a file that outlives it. */
record Events(Path file) {
  synchronized void add(String event) {
    try {
      Files.writeString(file, event + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> all() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long count(String event) {
    return all().stream().filter(event::equals).count();
  }

  /** Where the last event that begins like this stands, or -1. */
  int lastIndexOf(String beginning) {
    List<String> events = all();
    for (int i = events.size() - 1; i >= 0; i--) {
      if (events.get(i).startsWith(beginning)) {
        return i;
      }
    }
    return -1;
  }
}

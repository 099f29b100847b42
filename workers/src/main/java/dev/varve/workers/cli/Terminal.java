package dev.varve.workers.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where results and progress go, and what may be done there. Text is UTF-8 whatever the locale, so
 * that the same command writes the same bytes everywhere.
 *
 * @param out results
 * @param err progress, problems and logs
 * @param outPaint colours for results
 * @param errPaint colours for progress
 * @param live whether a line on err can be written over
 * @param width columns that a live line may use
 */
record Terminal(
    PrintStream out, PrintStream err, Paint outPaint, Paint errPaint, boolean live, int width) {

  /** Neither colours nor live lines. */
  static Terminal plain(OutputStream out, OutputStream err) {
    return new Terminal(print(out), print(err), Paint.NONE, Paint.NONE, false, 80);
  }

  static Terminal ofProcess(Map<String, String> environment) {
    return of(
        environment,
        new Screen(new FileOutputStream(FileDescriptor.out), isTerminal(1)),
        new Screen(new FileOutputStream(FileDescriptor.err), isTerminal(2)));
  }

  /** A stream, and whether a person looks at it. */
  record Screen(OutputStream stream, boolean isTerminal) {}

  /** What the environment allows on streams of which each may be a terminal or not. */
  static Terminal of(Map<String, String> environment, Screen out, Screen err) {
    boolean capable = !environment.getOrDefault("TERM", "").equals("dumb");
    boolean colours = capable && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        print(out.stream()),
        print(err.stream()),
        colours && out.isTerminal() ? Paint.ANSI : Paint.NONE,
        colours && err.isTerminal() ? Paint.ANSI : Paint.NONE,
        capable && err.isTerminal(),
        width(environment));
  }

  void flush() {
    out.flush();
    err.flush();
  }

  private static PrintStream print(OutputStream stream) {
    return new PrintStream(
        new BufferedOutputStream(stream, 1 << 14), false, StandardCharsets.UTF_8);
  }

  private static int width(Map<String, String> environment) {
    try {
      return Math.max(40, Integer.parseInt(environment.getOrDefault("COLUMNS", "80")));
    } catch (NumberFormatException e) {
      return 80;
    }
  }

  /** The Java library can only tell about both streams at once; the system knows each. */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    try {
      if (Files.isSymbolicLink(link)) {
        return isTerminalDevice(Files.readSymbolicLink(link).toString());
      }
      return new ProcessBuilder("/bin/sh", "-c", "test -t " + descriptor)
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Whether the file behind a stream is a terminal, by the names that Linux gives to them. */
  static boolean isTerminalDevice(String file) {
    return file.startsWith("/dev/pts/")
        || file.startsWith("/dev/tty")
        || file.equals("/dev/console");
  }
}

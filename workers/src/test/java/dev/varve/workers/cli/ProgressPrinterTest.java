package dev.varve.workers.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workflows.BuildProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  @Test
  void onATerminalOneLineIsWrittenOver() {
    ProgressPrinter printer = new ProgressPrinter(terminal(true, 40), () -> now);

    printer.progressed(Samples.progress("execute", 1, 30, List.of()));
    printer.progressed(Samples.progress("execute", 2, 30, List.of()));
    printer.clear();

    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "\r\u001b[Kexecute  1 of 30  marts.revenue 3fa2b1…"
                + "\r\u001b[Kexecute  2 of 30  marts.revenue 3fa2b1…"
                + "\r\u001b[K");
  }

  @Test
  void aFailureStaysAboveTheLine() {
    ProgressPrinter printer = new ProgressPrinter(terminal(true, 80), () -> now);

    printer.progressed(Samples.progress("compile", 0, 0, List.of()));
    printer.progressed(Samples.progress("execute", 0, 0, List.of("marts.m: X it broke")));

    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "\r\u001b[Kcompile"
                + "\r\u001b[Kfailed marts.m: X it broke\n"
                + "\r\u001b[Kexecute  1 failed");
  }

  @Test
  void withoutATerminalALineComesNowAndThen() {
    ProgressPrinter printer = new ProgressPrinter(terminal(false, 80), () -> now);

    for (int done = 0; done <= 12; done++) {
      now = TimeUnit.SECONDS.toNanos(done);
      printer.progressed(Samples.progress("execute", done, 12, List.of()));
    }

    assertThat(err.toString(UTF_8).lines().map(line -> line.substring(0, 16)))
        .containsExactly("execute  0 of 12", "execute  5 of 12", "execute  10 of 1");
  }

  @Test
  void waitingSaysForWhatAndAHintIsSaidOnce() {
    ProgressPrinter printer = new ProgressPrinter(terminal(false, 80), () -> now);
    BuildProgress waiting =
        new BuildProgress(
            "waiting",
            "",
            "shop",
            "dev",
            "",
            null,
            0,
            0,
            0,
            null,
            0,
            null,
            false,
            "varve/shop/dev",
            "",
            "No worker polls the queue varve: start one with \"varve worker\".");

    printer.progressed(waiting);
    printer.progressed(waiting);

    assertThat(err.toString(UTF_8))
        .isEqualTo(
            """
            No worker polls the queue varve: start one with "varve worker".
            waiting for varve/shop/dev
            """);
  }

  private Terminal terminal(boolean live, int width) {
    PrintStream stream = new PrintStream(err, true, UTF_8);
    return new Terminal(stream, stream, Paint.NONE, Paint.NONE, live, width);
  }
}

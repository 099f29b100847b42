package dev.varve.workers.cli;

import dev.varve.workers.BuildListener;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.RunningUnit;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Shows on stderr how far a build is: one line that is written over on a terminal, else a line now
 * and then. What a person should act on, such as a failure, gets a line of its own that stays.
 */
final class ProgressPrinter implements BuildListener {
  private static final Duration QUIET = Duration.ofSeconds(5);

  /** How a build ended is for its summary to say. */
  private static final Set<String> UNSAID = Set.of("starting", "done", "failed", "cancelled");

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private final Set<String> said = new LinkedHashSet<>();
  private String lastPhase = "";
  private String lastState = "";
  private long lastLine;
  private boolean lineShown;

  ProgressPrinter(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.lastLine = nanoTime.getAsLong();
  }

  @Override
  public Duration interval() {
    return terminal.live() ? Duration.ofMillis(250) : Duration.ofSeconds(1);
  }

  @Override
  public synchronized void progressed(BuildProgress progress) {
    for (String failure : progress.failures()) {
      sayOnce(terminal.errPaint().red("failed") + " " + Columns.printable(failure));
    }
    sayOnce(Columns.printable(Objects.requireNonNullElse(progress.hint(), "")));
    if (UNSAID.contains(progress.phase())) {
      return;
    }
    String state = state(progress);
    if (terminal.live()) {
      live(state);
      return;
    }
    boolean due = nanoTime.getAsLong() - lastLine >= QUIET.toNanos();
    boolean worthIt = !progress.phase().equals(lastPhase) || (due && !state.equals(lastState));
    if (worthIt) {
      terminal.err().println(state);
      terminal.err().flush();
      lastPhase = progress.phase();
      lastState = state;
      lastLine = nanoTime.getAsLong();
    }
  }

  /** Writes a line that stays, above the live one. */
  synchronized void say(String line) {
    clear();
    terminal.err().println(line);
    terminal.err().flush();
  }

  /** Takes the live line away. */
  synchronized void clear() {
    if (lineShown) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
      lineShown = false;
    }
  }

  private void sayOnce(String line) {
    if (!line.isEmpty() && said.add(line)) {
      say(line);
    }
  }

  private void live(String state) {
    PrintStream err = terminal.err();
    err.print("\r\u001b[K" + terminal.errPaint().dim(Columns.cut(state, terminal.width() - 1)));
    err.flush();
    lineShown = true;
  }

  private static String state(BuildProgress progress) {
    List<String> parts = new ArrayList<>();
    boolean waiting = progress.waitingFor() != null && !progress.waitingFor().isEmpty();
    parts.add(waiting ? progress.phase() + " for " + progress.waitingFor() : progress.phase());
    if (progress.units() > 0) {
      parts.add(progress.unitsDone() + " of " + progress.units());
    }
    if (progress.paused()) {
      parts.add("paused");
    }
    if (progress.counts() != null && progress.counts().failed() > 0) {
      parts.add(progress.counts().failed() + " failed");
    }
    List<String> labels = new ArrayList<>();
    for (RunningUnit unit : progress.running()) {
      labels.add(Columns.printable(unit.label()));
    }
    if (!labels.isEmpty()) {
      parts.add(String.join(", ", labels));
    }
    return String.join("  ", parts);
  }
}

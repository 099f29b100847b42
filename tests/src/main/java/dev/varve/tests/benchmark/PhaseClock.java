package dev.varve.tests.benchmark;

import dev.varve.workers.BuildListener;
import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.StepReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time of a build goes, as its progress tells: looks often, which slows the build a
 * little, so it is used for a run of its own.
 */
final class PhaseClock implements BuildListener {
  private static final Duration INTERVAL = Duration.ofMillis(10);

  private final long began = System.nanoTime();
  private final Map<String, Long> firstSeen = new LinkedHashMap<>();

  @Override
  public void progressed(BuildProgress progress) {
    firstSeen.putIfAbsent(progress.phase(), System.nanoTime());
  }

  @Override
  public Duration firstLook() {
    return INTERVAL;
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  /** The time until the first phase was seen, and from each phase to the next or the end. */
  String report(BuildResult result) {
    long end = System.nanoTime();
    StringBuilder text = new StringBuilder("begin ");
    long from = began;
    for (Map.Entry<String, Long> phase : firstSeen.entrySet()) {
      text.append(seconds(phase.getValue() - from)).append(", ").append(phase.getKey()).append(' ');
      from = phase.getValue();
    }
    text.append(seconds(end - from)).append(" (with closing)");
    if (result.stepsOmitted() == 0) {
      long inEngine = 0;
      for (StepReport step : result.steps()) {
        inEngine += step.milliseconds() == null ? 0 : step.milliseconds();
      }
      text.append("; the steps' own queries add up to ").append(seconds(inEngine * 1_000_000));
    }
    return text.toString();
  }

  private static String seconds(long nanoseconds) {
    return String.format(Locale.ROOT, "%.2f s", nanoseconds / 1e9);
  }
}

package dev.varve.workflows.build;

import dev.varve.workflows.BuildProgress;
import dev.varve.workflows.Counts;
import dev.varve.workflows.RunningUnit;

/** The progress as the markdown that the web UI shows as current details. */
final class Details {
  private static final int RUNNING_SHOWN = 10;

  private Details() {}

  static String of(BuildProgress progress) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(progress.paused() ? "paused, " : "").append(progress.phase());
    text.append("** · ").append(plain(progress.project())).append(" · environment ");
    text.append(plain(progress.environment())).append(" · build `");
    text.append(progress.buildId()).append("`\n\n");
    if (!progress.waitingFor().isEmpty()) {
      text.append("Waiting for the lease of ").append(plain(progress.waitingFor())).append("\n\n");
    }
    if (!progress.hint().isEmpty()) {
      text.append("> ").append(plain(progress.hint())).append("\n\n");
    }
    if (progress.units() > 0) {
      text.append(progress.unitsDone()).append(" of ").append(progress.units());
      text.append(" units ended\n\n");
    }
    counts(text, progress.counts());
    progress.running().stream().limit(RUNNING_SHOWN).forEach(unit -> append(text, unit));
    int more =
        progress.running().size()
            - Math.min(RUNNING_SHOWN, progress.running().size())
            + progress.runningOmitted();
    if (more > 0) {
      text.append("- … and ").append(more).append(" more\n");
    }
    if (!progress.failures().isEmpty()) {
      text.append("\n**Failures**\n\n");
      progress.failures().forEach(line -> text.append("- ").append(plain(line)).append('\n'));
    }
    return text.toString();
  }

  private static void counts(StringBuilder text, Counts counts) {
    if (counts.total() == 0) {
      return;
    }
    text.append("| skipped | reused | rebuilt | failed | blocked | removed | cancelled |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    text.append(
        "| %d | %d | %d | %d | %d | %d | %d |\n\n"
            .formatted(
                counts.skipped(),
                counts.reused(),
                counts.rebuilt(),
                counts.failed(),
                counts.blocked(),
                counts.removed(),
                counts.cancelled()));
  }

  private static void append(StringBuilder text, RunningUnit unit) {
    text.append("- ").append(unit.phase()).append(' ').append(plain(unit.label()));
    text.append(", since ").append(unit.since()).append('\n');
  }

  /** Names come from outside: they must not be read as markup. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\`*[]<>|#".indexOf(c) >= 0) {
        plain.append('\\');
      }
      plain.append(c == '\n' || c == '\r' ? ' ' : c);
    }
    return plain.toString();
  }
}

package dev.varve.workers.cli;

import java.util.List;

/** The decisions in the order in which people should read them, and in their words. */
final class Decisions {
  private static final List<String> ORDER =
      List.of("fail", "cancelled", "blocked", "rebuild", "reuse", "removed", "skip", "inline");

  private Decisions() {}

  /** A decision that this version does not know is shown among those that do something. */
  static int rank(String decision) {
    int known = ORDER.indexOf(decision);
    return known >= 0 ? known : ORDER.indexOf("rebuild");
  }

  /** Whether a build leaves the environment as it is. */
  static boolean isQuiet(String decision) {
    return decision.equals("skip") || decision.equals("inline");
  }

  /** What a build did, in the past tense. */
  static String done(String decision) {
    return switch (decision) {
      case "skip" -> "skipped";
      case "reuse" -> "reused";
      case "rebuild" -> "rebuilt";
      case "fail" -> "failed";
      default -> decision;
    };
  }
}

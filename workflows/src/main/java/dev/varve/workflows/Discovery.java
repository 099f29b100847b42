package dev.varve.workflows;

import static java.util.Objects.requireNonNullElse;

/**
 * What discover froze.
 *
 * @param buildId the build's id; that of the unfinished build that goes on, where resumed
 * @param logicalTime ISO instant, likewise
 */
public record Discovery(
    String digest, String buildId, String logicalTime, int models, int sources, boolean resumed) {
  public Discovery {
    digest = requireNonNullElse(digest, "");
    buildId = requireNonNullElse(buildId, "");
    logicalTime = requireNonNullElse(logicalTime, "");
  }

  public static final Discovery NONE = new Discovery("", "", "", 0, 0, false);
}

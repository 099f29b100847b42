package dev.varve.workflows;

/**
 * What discover froze.
 *
 * @param buildId the build's id; that of the unfinished build that goes on, where resumed
 * @param logicalTime ISO instant, likewise
 */
public record Discovery(
    String digest, String buildId, String logicalTime, int models, int sources, boolean resumed) {
  public Discovery {
    digest = Texts.orEmpty(digest);
    buildId = Texts.orEmpty(buildId);
    logicalTime = Texts.orEmpty(logicalTime);
  }

  public static final Discovery NONE = new Discovery("", "", "", 0, 0, false);
}

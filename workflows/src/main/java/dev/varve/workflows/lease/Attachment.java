package dev.varve.workflows.lease;

import static java.util.Objects.requireNonNullElse;

import dev.varve.workflows.BuildResult;

/**
 * How far the followed build is.
 *
 * @param result what the followed build ended with; empty steps and id while it has not
 * @param progress one line about how far it is
 */
public record Attachment(boolean finished, BuildResult result, String progress) {
  public Attachment {
    progress = requireNonNullElse(progress, "");
  }
}

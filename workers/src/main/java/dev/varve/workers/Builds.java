package dev.varve.workers;

import dev.varve.workflows.BuildRequest;

/** A place where builds run: a server, or this process. */
interface Builds extends AutoCloseable {
  /**
   * Starts a build.
   *
   * @param workflowId the plain id of builds of this project and environment
   */
  RunningBuild start(String workflowId, BuildRequest request);

  @Override
  void close();
}

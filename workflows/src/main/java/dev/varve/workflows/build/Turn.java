package dev.varve.workflows.build;

import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Carry;

/** How asking for the lease ended. */
sealed interface Turn {
  /** The environment is this build's to change. */
  record Held() implements Turn {}

  /** Nothing is left to do here. */
  record Over(BuildResult result) implements Turn {}

  /** The history has grown long while waiting. */
  record WaitOn(Carry carry) implements Turn {}
}

package dev.varve.workflows.build;

import dev.varve.workflows.lease.LeaseRef;
import dev.varve.workflows.phase.Executed;
import dev.varve.workflows.phase.UnitOutcome;

/** How one activity of a unit ended. */
sealed interface UnitEvent {
  int unit();

  record Staged(int unit, LeaseRef used, Executed executed) implements UnitEvent {}

  record Ended(int unit, UnitOutcome outcome) implements UnitEvent {}

  record Broke(int unit, LeaseRef used, RuntimeException failure) implements UnitEvent {}
}

package dev.varve.planner.bind;

import java.util.List;

/** Whether a text could be bound. */
public sealed interface BindOutcome {
  /** It could. */
  record Bound(BoundQuery query) implements BindOutcome {}

  /** It could not, for these reasons. */
  record Refused(List<Complaint> complaints) implements BindOutcome {
    public Refused {
      complaints = List.copyOf(complaints);
    }
  }
}

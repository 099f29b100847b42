package dev.varve.planner.normalize;

import dev.varve.planner.plan.Node;

/** One way of writing plans that mean the same in the same form. */
interface Pass {
  /** Stable: it is in every plan's fingerprint. */
  String name();

  /** Raised when the pass gives another result for any plan. */
  int version();

  Node apply(Node plan);
}

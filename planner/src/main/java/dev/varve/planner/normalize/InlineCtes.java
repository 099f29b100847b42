package dev.varve.planner.normalize;

import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.plan.WithCte;

/**
 * A common table expression stands where it is read, also where that is more than once unless the
 * plan would grow over a budget, and one that is not read goes away. Materialised or not, it may
 * give its rows in another order, so that the whole plan must be exact.
 */
final class InlineCtes implements Pass {
  /** How many nodes a plan may gain by one expression. */
  private static final int BUDGET = 400;

  private static final int TOO_OFTEN = BUDGET + 2;

  @Override
  public String name() {
    return "inline-ctes";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Node apply(Node plan) {
    return Rewriting.upwards(plan, InlineCtes::inlined);
  }

  private static Node inlined(Node node) {
    if (!(node instanceof WithCte with)) {
      return node;
    }
    int reads = reads(with.query(), with.id());
    if (reads == 0) {
      return with.query();
    }
    return (reads - 1) * size(with.definition()) <= BUDGET
        ? replaced(with.query(), with.id(), with.definition())
        : with;
  }

  private static int size(Node node) {
    int size = 1;
    for (Node input : node.inputs()) {
      size += size(input);
    }
    return size;
  }

  /** How often it is read; what is read within an opaque node may be read any number of times. */
  private static int reads(Node node, int id) {
    if (node instanceof CteRef reference) {
      return reference.id() == id ? 1 : 0;
    }
    int reads = 0;
    for (Node input : node.inputs()) {
      reads += reads(input, id);
    }
    return node instanceof OpaqueNode && reads > 0 ? TOO_OFTEN : reads;
  }

  private static Node replaced(Node node, int id, Node definition) {
    if (node instanceof CteRef reference && reference.id() == id) {
      return definition;
    }
    return node.mapInputs(input -> replaced(input, id, definition));
  }
}

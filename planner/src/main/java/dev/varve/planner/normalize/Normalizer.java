package dev.varve.planner.normalize;

import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.plan.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings plans that certainly compute the same into one form. The form is only ever compared: what
 * runs is the user's text.
 */
public final class Normalizer {
  private static final Pass INLINE_CTES = new InlineCtes();

  private static final List<Pass> PASSES =
      List.of(
          new MergeProjections(),
          new MergeFilters(),
          new PruneColumns(),
          new MergeProjections(),
          new NumberCtes(),
          new CanonicalExpressions());

  private Normalizer() {}

  /**
   * The normal form of a plan.
   *
   * @param resultClass of the plan: a rewrite that may change the order of rows within it needs an
   *     exact one
   */
  public static Node normalize(Node plan, ResultClass resultClass) {
    Node normal = plan;
    for (Pass pass : passes(resultClass)) {
      normal = pass.apply(normal);
    }
    return normal;
  }

  /** The passes that plans of a class go through, in order. */
  static List<Pass> passes(ResultClass resultClass) {
    List<Pass> passes = new ArrayList<>();
    if (resultClass == ResultClass.EXACT) {
      passes.add(INLINE_CTES);
    }
    passes.addAll(PASSES);
    return passes;
  }

  /** Each pass with its version, for the fingerprint of what comes out. */
  public static List<String> versions() {
    List<String> versions = new ArrayList<>();
    versions.add(INLINE_CTES.name() + " " + INLINE_CTES.version());
    for (Pass pass : PASSES) {
      versions.add(pass.name() + " " + pass.version());
    }
    return versions;
  }
}

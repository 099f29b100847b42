package dev.varve.planner.normalize;

import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.facts.UniqueColumns;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Brings plans that certainly compute the same into one form. The form is only ever compared: what
 * runs is the user's text.
 */
public final class Normalizer {
  /** Which plans a pass is for. */
  private enum For {
    EVERY,
    /** Those in which what is written twice is the same twice. */
    REPEATABLE,
    /** Those of which it is all one in which order rows come. */
    EXACT
  }

  private record Step(Pass pass, For plans) {
    boolean goes(ResultClass resultClass) {
      return switch (plans) {
        case EVERY -> true;
        case REPEATABLE -> resultClass != ResultClass.VOLATILE;
        case EXACT -> resultClass == ResultClass.EXACT;
      };
    }
  }

  private static final List<Step> SHAPING =
      List.of(
          new Step(new InlineCtes(), For.EXACT),
          new Step(new RemoveDomains(), For.EXACT),
          new Step(new MergeProjections(), For.EVERY),
          new Step(new MergeFilters(), For.EVERY),
          new Step(new UseFacts(false), For.REPEATABLE),
          new Step(new SimplifyExpressions(), For.REPEATABLE),
          new Step(new PruneColumns(), For.EVERY),
          new Step(new MergeProjections(), For.EVERY),
          new Step(new PushFilters(), For.EXACT),
          new Step(new PruneColumns(), For.EXACT),
          new Step(new MergeProjections(), For.EXACT),
          new Step(new DropRedundant(), For.EXACT),
          new Step(new UseFacts(true), For.REPEATABLE),
          new Step(new PushFilters(), For.EXACT),
          new Step(new PruneColumns(), For.EXACT),
          new Step(new MergeProjections(), For.EXACT),
          new Step(new NumberCtes(), For.EVERY),
          new Step(new SimplifyExpressions(), For.REPEATABLE));

  /** The last ones: they alone go by what columns are called. */
  private static final List<Step> ORDERING =
      List.of(
          new Step(new CanonicalOrder(), For.EXACT),
          new Step(new MergeProjections(), For.EXACT),
          new Step(new CanonicalExpressions(), For.EVERY));

  private static final List<Step> STEPS =
      Stream.concat(SHAPING.stream(), ORDERING.stream()).toList();
  private static final List<String> VERSIONS = allVersions();

  private Normalizer() {}

  /**
   * The normal form of a plan.
   *
   * @param resultClass of the plan: a rewrite that may change the order of rows within it needs an
   *     exact one
   */
  public static Node normalize(Node plan, ResultClass resultClass) {
    return form(plan, resultClass).normal();
  }

  /** The normal form of a plan, from which the nameless one can be had for less. */
  public static Form form(Node plan, ResultClass resultClass) {
    Node shape = applied(SHAPING, plan, resultClass);
    return new Form(shape, applied(ORDERING, shape, resultClass));
  }

  /**
   * A normal form.
   *
   * @param shape before it was put into an order: up to there columns' names are of no account
   */
  public record Form(Node shape, Node normal) {
    /** Of an exact plan without anything opaque; see {@link Nameless#of}. */
    public Nameless nameless(Set<String> models) {
      return Nameless.of(this, models);
    }
  }

  /** Puts the shape of an exact plan into the order that goes by its columns' names. */
  static Node ordered(Node shape) {
    return applied(ORDERING, shape, ResultClass.EXACT);
  }

  private static Node applied(List<Step> steps, Node plan, ResultClass resultClass) {
    Node applied = plan;
    for (Step step : steps) {
      if (step.goes(resultClass)) {
        applied = step.pass.apply(applied);
      }
    }
    return applied;
  }

  /**
   * The plan of some of a plan's columns, by position and in this order, and of nothing else; the
   * order of the rows is nothing that a reader could count on.
   */
  public static Node trimmed(Node plan, List<Input> columns) {
    Node rows = plan;
    while (rows instanceof Sort sort) {
      rows = sort.input();
    }
    return new PruneColumns().apply(new Project(rows, List.copyOf(columns)));
  }

  /** A plan without the columns that nobody reads; nothing else of it is another. */
  public static Node pruned(Node plan) {
    return new PruneColumns().apply(plan);
  }

  /** The passes that plans of a class go through, in order. */
  static List<Pass> passes(ResultClass resultClass) {
    return STEPS.stream().filter(step -> step.goes(resultClass)).map(Step::pass).toList();
  }

  /** Each pass with its version, for the fingerprint of what comes out. */
  public static List<String> versions() {
    return VERSIONS;
  }

  private static List<String> allVersions() {
    List<String> versions = new ArrayList<>();
    STEPS.forEach(step -> versions.add(step.pass.name() + " " + step.pass.version()));
    versions.add("nameless " + Nameless.VERSION);
    versions.add("unique columns " + UniqueColumns.VERSION);
    return List.copyOf(versions);
  }
}

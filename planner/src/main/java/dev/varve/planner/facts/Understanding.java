package dev.varve.planner.facts;

import dev.varve.planner.classify.Classification;
import dev.varve.planner.classify.Classifier;
import dev.varve.planner.classify.OutputOrders;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.classify.Ties;
import dev.varve.planner.classify.Winners;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.normalize.Normalizer;
import dev.varve.planner.plan.Node;
import java.util.List;
import java.util.function.Function;

/**
 * What is made of a bound plan, and the facts without which that would be something else.
 *
 * @param plan as it was bound, with these facts on its scans
 * @param classification of the plan
 * @param resultClass of the plan, or of the text where that says more
 * @param order in which its rows are written
 * @param ties choices of a row that the plan leaves open
 * @param facts relied on, as few as are enough
 */
public record Understanding(
    Node plan,
    Classification classification,
    ResultClass resultClass,
    Normalizer.Form form,
    OutputOrders.Choice order,
    List<Ties> ties,
    List<Fact> facts) {
  public Understanding {
    ties = List.copyOf(ties);
    facts = List.copyOf(facts);
  }

  /**
   * Understands a plan with the help of what is known of its tables.
   *
   * @param volatileText the text calls for another value each time, whatever the plan shows
   * @param order chosen for a plan
   */
  public static Understanding of(
      Node plan, boolean volatileText, Function<Node, OutputOrders.Choice> order, Facts known) {
    Understanding plain = of(plan, volatileText, order, List.of());
    List<Fact> all = known.about(plan);
    if (all.isEmpty() || plain.resultClass == ResultClass.VOLATILE) {
      return plain;
    }
    Understanding best = of(plan, volatileText, order, all);
    if (best.says(plain)) {
      return plain;
    }
    List<Fact> fewest = Facts.fewest(all, some -> of(plan, volatileText, order, some).says(best));
    return of(plan, volatileText, order, fewest);
  }

  private static Understanding of(
      Node plan,
      boolean volatileText,
      Function<Node, OutputOrders.Choice> order,
      List<Fact> facts) {
    Node told = facts.isEmpty() ? plan : Facts.of(facts).on(plan);
    Classification classification = Classifier.of(told);
    ResultClass resultClass = volatileText ? ResultClass.VOLATILE : classification.resultClass();
    return new Understanding(
        told,
        classification,
        resultClass,
        Normalizer.form(told, resultClass),
        order.apply(told),
        ties(told),
        facts);
  }

  private static List<Ties> ties(Node plan) {
    return Winners.isChosen(plan) && plan.width().isPresent()
        ? Winners.undecided(Normalizer.pruned(plan))
        : List.of();
  }

  private boolean says(Understanding other) {
    return resultClass == other.resultClass
        && classification.threadSensitive() == other.classification.threadSensitive()
        && order.equals(other.order)
        && ties.equals(other.ties)
        && PlanEncoding.identify(form.normal())
            .fingerprint()
            .equals(PlanEncoding.identify(other.form.normal()).fingerprint());
  }
}

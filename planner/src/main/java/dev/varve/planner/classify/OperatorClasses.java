package dev.varve.planner.classify;

import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The class of each operator of a plan by itself, so that a doubt stands where it comes from. */
public final class OperatorClasses {
  private static final Classification EXACT =
      new Classification(ResultClass.EXACT, false, List.of());

  private final List<Classification> classes = new ArrayList<>();

  private OperatorClasses() {}

  /** Of a plan as it was bound, a node before its inputs. */
  public static List<Classification> of(Node plan) {
    OperatorClasses all = new OperatorClasses();
    all.add(plan);
    return all.classes;
  }

  private void add(Node node) {
    Optional<? extends Node> scalar =
        node instanceof Project project ? ScalarSubquery.in(project) : Optional.empty();
    if (scalar.isPresent()) {
      // The two operators of a form that is exact as a whole.
      classes.add(EXACT);
      classes.add(EXACT);
      scalar.get().inputs().forEach(this::add);
      return;
    }
    classes.add(Classifier.ofOperator(node));
    node.inputs().forEach(this::add);
  }
}

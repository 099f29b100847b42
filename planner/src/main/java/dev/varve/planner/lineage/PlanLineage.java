package dev.varve.planner.lineage;

import dev.varve.planner.plan.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the columns of a plan come from. The plan is taken as it was bound: what a normal form can
 * leave out is no column's origin either.
 *
 * @param columns of the output, in order
 * @param rows what decides which rows there are, and so influences every column
 * @param notUnderstood what of the plan is not, so that anything below it may be the origin of
 *     anything above; without repetition
 */
public record PlanLineage(
    List<ColumnLineage> columns, Influences rows, List<String> notUnderstood) {
  public PlanLineage {
    columns = List.copyOf(columns);
    notUnderstood = List.copyOf(notUnderstood);
  }

  /**
   * Traces a plan.
   *
   * @param width how many columns the output has
   * @param tables the columns of every table that the query names: the origins of what is known by
   *     its text only
   */
  public static PlanLineage of(Node plan, int width, Map<String, List<String>> tables) {
    PlanTracer tracer = new PlanTracer(tables);
    TracedRows traced = plan.accept(tracer);
    List<ColumnLineage> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(traced.column(i));
    }
    return new PlanLineage(columns, traced.rows(), tracer.notUnderstood());
  }
}

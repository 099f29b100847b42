package dev.varve.planner.plan;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** A step of a query plan: rows computed from rows. Columns are known by position alone. */
public sealed interface Node
    permits Aggregate,
        CteRef,
        Distinct,
        EmptyRows,
        Filter,
        Join,
        Limit,
        Limit.Sample,
        OneRow,
        OpaqueNode,
        Project,
        Scan,
        SetOperation,
        Sort,
        TableFunction,
        Unnest,
        Values,
        Window,
        WithCte,
        WithCte.Recursion {
  /** The nodes it takes rows from. */
  List<Node> inputs();

  /** The same with each input replaced. */
  Node mapInputs(UnaryOperator<Node> change);

  /** Every expression it computes, outermost only. */
  List<Expression> expressions();

  /** The same with each of them replaced. */
  Node mapExpressions(UnaryOperator<Expression> change);

  /** How many columns it yields; unknown above what is not understood. */
  OptionalInt width();

  <R> R accept(Visitor<R> visitor);

  /** One case each, so that what treats plans cannot forget one. */
  interface Visitor<R> {
    R aggregate(Aggregate node);

    R cteRef(CteRef node);

    R distinct(Distinct node);

    R emptyRows(EmptyRows node);

    R filter(Filter node);

    R join(Join node);

    R limit(Limit node);

    R oneRow(OneRow node);

    R opaqueNode(OpaqueNode node);

    R project(Project node);

    R recursion(WithCte.Recursion node);

    R sample(Limit.Sample node);

    R scan(Scan node);

    R setOperation(SetOperation node);

    R sort(Sort node);

    R tableFunction(TableFunction node);

    R unnest(Unnest node);

    R values(Values node);

    R window(Window node);

    R withCte(WithCte node);
  }
}

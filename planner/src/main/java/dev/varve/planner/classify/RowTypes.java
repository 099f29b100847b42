package dev.varve.planner.classify;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.CteRef;
import dev.varve.planner.plan.Distinct;
import dev.varve.planner.plan.EmptyRows;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Filter;
import dev.varve.planner.plan.Join;
import dev.varve.planner.plan.Limit;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OneRow;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.plan.Project;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.plan.SetOperation;
import dev.varve.planner.plan.Sort;
import dev.varve.planner.plan.TableFunction;
import dev.varve.planner.plan.Unnest;
import dev.varve.planner.plan.Values;
import dev.varve.planner.plan.Window;
import dev.varve.planner.plan.WithCte;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types of the columns that a node yields; nothing above what is not understood. */
public final class RowTypes implements Node.Visitor<Optional<List<EngineType>>> {
  private static final RowTypes TYPES = new RowTypes();

  /** Of the column that one row has in the engine, where nobody reads it. */
  private static final EngineType INTEGER = EngineType.of("INTEGER");

  private RowTypes() {}

  public static Optional<List<EngineType>> of(Node node) {
    return node.accept(TYPES);
  }

  private static List<EngineType> types(List<Expression> expressions) {
    return expressions.stream().map(Expression::type).toList();
  }

  private static Optional<List<EngineType>> with(Node input, List<EngineType> more) {
    return of(input)
        .map(
            types -> {
              List<EngineType> all = new ArrayList<>(types);
              all.addAll(more);
              return all;
            });
  }

  @Override
  public Optional<List<EngineType>> scan(Scan node) {
    return Optional.of(
        node.columns().stream().map(column -> EngineType.parse(column.type())).toList());
  }

  @Override
  public Optional<List<EngineType>> oneRow(OneRow node) {
    return Optional.of(List.of(INTEGER));
  }

  @Override
  public Optional<List<EngineType>> emptyRows(EmptyRows node) {
    return Optional.of(node.types());
  }

  @Override
  public Optional<List<EngineType>> values(Values node) {
    return Optional.of(node.types());
  }

  @Override
  public Optional<List<EngineType>> filter(Filter node) {
    return of(node.input());
  }

  @Override
  public Optional<List<EngineType>> project(Project node) {
    return Optional.of(types(node.expressions()));
  }

  @Override
  public Optional<List<EngineType>> aggregate(Aggregate node) {
    List<EngineType> types = new ArrayList<>(types(node.groups()));
    types.addAll(types(node.calls()));
    for (int i = 0; i < node.groupingFunctions().size(); i++) {
      types.add(EngineTypes.BIGINT);
    }
    return Optional.of(types);
  }

  @Override
  public Optional<List<EngineType>> join(Join node) {
    if (node.kind() == Join.Kind.MARK) {
      return with(node.left(), List.of(EngineTypes.BOOLEAN));
    }
    if (!node.yieldsRight()) {
      return of(node.left());
    }
    return of(node.right())
        .flatMap(
            right ->
                with(
                    node.left(),
                    node.kept().map(kept -> kept.stream().map(right::get).toList()).orElse(right)));
  }

  @Override
  public Optional<List<EngineType>> window(Window node) {
    return with(node.input(), types(node.calls()));
  }

  @Override
  public Optional<List<EngineType>> unnest(Unnest node) {
    return with(node.input(), node.types());
  }

  @Override
  public Optional<List<EngineType>> distinct(Distinct node) {
    return of(node.input());
  }

  @Override
  public Optional<List<EngineType>> sort(Sort node) {
    return of(node.input());
  }

  @Override
  public Optional<List<EngineType>> limit(Limit node) {
    return of(node.input());
  }

  @Override
  public Optional<List<EngineType>> setOperation(SetOperation node) {
    return of(node.inputs().get(0));
  }

  @Override
  public Optional<List<EngineType>> withCte(WithCte node) {
    return of(node.query());
  }

  @Override
  public Optional<List<EngineType>> cteRef(CteRef node) {
    return Optional.of(node.types());
  }

  @Override
  public Optional<List<EngineType>> recursion(WithCte.Recursion node) {
    return Optional.of(node.types());
  }

  @Override
  public Optional<List<EngineType>> sample(Limit.Sample node) {
    return of(node.input());
  }

  @Override
  public Optional<List<EngineType>> tableFunction(TableFunction node) {
    if (node.passed().isEmpty()) {
      return Optional.of(node.types());
    }
    return of(node.input())
        .map(
            input -> {
              List<EngineType> types = new ArrayList<>(node.types());
              node.passed().forEach(column -> types.add(input.get(column)));
              return types;
            });
  }

  @Override
  public Optional<List<EngineType>> opaqueNode(OpaqueNode node) {
    return Optional.empty();
  }
}

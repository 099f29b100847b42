package dev.varve.planner.plan;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A value computed of a row, with the type that the engine's binder gave it. */
public sealed interface Expression
    permits AggregateCall, Expression.Simple, Lambda, Lambda.Argument, WindowCall {
  EngineType type();

  /** The expressions directly within, in the order of the record's parts. */
  List<Expression> children();

  /** The same with each child replaced. */
  Expression mapChildren(UnaryOperator<Expression> change);

  <R> R accept(Visitor<R> visitor);

  /** One case each, so that what treats expressions cannot forget one. */
  interface Visitor<R> {
    R input(Input input);

    R constant(Constant constant);

    R parameter(Parameter parameter);

    R clock(Clock clock);

    R call(Call call);

    R cast(Cast cast);

    R caseOf(Case caseOf);

    R logical(Logical logical);

    R not(Not not);

    R comparison(Comparison comparison);

    R in(In in);

    R isNull(IsNull isNull);

    R coalesce(Coalesce coalesce);

    R aggregate(AggregateCall call);

    R window(WindowCall call);

    R lambda(Lambda lambda);

    R lambdaArgument(Lambda.Argument argument);

    R opaque(OpaqueExpression opaque);
  }

  /** Whether the test holds for this expression or one within. */
  default boolean any(Predicate<Expression> test) {
    if (test.test(this)) {
      return true;
    }
    for (Expression child : children()) {
      if (child.any(test)) {
        return true;
      }
    }
    return false;
  }

  /** The expressions that may stand anywhere. */
  sealed interface Simple extends Expression {}

  /** An expression with none within. */
  sealed interface Leaf extends Simple {
    @Override
    default List<Expression> children() {
      return List.of();
    }

    @Override
    default Expression mapChildren(UnaryOperator<Expression> change) {
      return this;
    }
  }

  /** A column of the node's input, by position; a join's inputs count through. */
  record Input(int index, EngineType type) implements Leaf {
    public Input {
      if (index < 0) {
        throw new IllegalArgumentException("a column's position counts from 0: " + index);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.input(this);
    }
  }

  /**
   * A value written in the text or folded by the binder.
   *
   * @param value as the engine serialises it, as JSON; {@code null} for NULL
   */
  record Constant(EngineType type, String value) implements Leaf {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /** A parameter of the project. */
  record Parameter(String name, EngineType type) implements Leaf {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parameter(this);
    }
  }

  /** The build's logical time. */
  record Clock(EngineType type) implements Leaf {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.clock(this);
    }
  }

  /** A scalar function or operator. */
  record Call(FunctionRef function, List<Expression> arguments, EngineType type) implements Simple {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<Expression> children() {
      return arguments;
    }

    @Override
    public Expression mapChildren(UnaryOperator<Expression> change) {
      return new Call(function, map(arguments, change), type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /**
   * A conversion, written or put in by the binder.
   *
   * @param tryCast what does not convert becomes NULL
   * @param builtIn the engine's plain conversion, which no extension and no setting can change
   */
  record Cast(Expression operand, EngineType type, boolean tryCast, boolean builtIn)
      implements Simple {
    @Override
    public List<Expression> children() {
      return List.of(operand);
    }

    @Override
    public Expression mapChildren(UnaryOperator<Expression> change) {
      return new Cast(change.apply(operand), type, tryCast, builtIn);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.cast(this);
    }
  }

  /** The first branch whose condition is true. */
  record Case(List<Branch> branches, Expression otherwise, EngineType type) implements Simple {
    /** WHEN and THEN. */
    public record Branch(Expression when, Expression then) {}

    public Case {
      branches = List.copyOf(branches);
      if (branches.isEmpty()) {
        throw new IllegalArgumentException("a case has a branch");
      }
    }

    @Override
    public List<Expression> children() {
      List<Expression> children = new ArrayList<>();
      for (Branch branch : branches) {
        children.add(branch.when);
        children.add(branch.then);
      }
      children.add(otherwise);
      return children;
    }

    @Override
    public Expression mapChildren(UnaryOperator<Expression> change) {
      return new Case(
          branches.stream()
              .map(branch -> new Branch(change.apply(branch.when), change.apply(branch.then)))
              .toList(),
          change.apply(otherwise),
          type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.caseOf(this);
    }
  }

  /** AND or OR. */
  record Logical(Operator operator, List<Expression> operands) implements Simple {
    /** Which. */
    public enum Operator {
      AND,
      OR
    }

    public Logical {
      operands = List.copyOf(operands);
      if (operands.size() < 2) {
        throw new IllegalArgumentException(operator + " joins two or more operands");
      }
    }

    @Override
    public EngineType type() {
      return EngineTypes.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return operands;
    }

    @Override
    public Expression mapChildren(UnaryOperator<Expression> change) {
      return new Logical(operator, map(operands, change));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.logical(this);
    }
  }

  /** NOT. */
  record Not(Expression operand) implements Simple {
    @Override
    public EngineType type() {
      return EngineTypes.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of(operand);
    }

    @Override
    public Expression mapChildren(UnaryOperator<Expression> change) {
      return new Not(change.apply(operand));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.not(this);
    }
  }

  /** Two values of one type compared. */
  record Comparison(ComparisonOperator operator, Expression left, Expression right)
      implements Simple {
    @Override
    public EngineType type() {
      return EngineTypes.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of(left, right);
    }

    @Override
    public Expression mapChildren(UnaryOperator<Expression> change) {
      return new Comparison(operator, change.apply(left), change.apply(right));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.comparison(this);
    }
  }

  /** A value among others. */
  record In(Expression value, List<Expression> candidates, boolean negated) implements Simple {
    public In {
      candidates = List.copyOf(candidates);
    }

    @Override
    public EngineType type() {
      return EngineTypes.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      List<Expression> children = new ArrayList<>(candidates.size() + 1);
      children.add(value);
      children.addAll(candidates);
      return children;
    }

    @Override
    public Expression mapChildren(UnaryOperator<Expression> change) {
      return new In(change.apply(value), map(candidates, change), negated);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.in(this);
    }
  }

  /** IS NULL, or IS NOT NULL where negated. */
  record IsNull(Expression operand, boolean negated) implements Simple {
    @Override
    public EngineType type() {
      return EngineTypes.BOOLEAN;
    }

    @Override
    public List<Expression> children() {
      return List.of(operand);
    }

    @Override
    public Expression mapChildren(UnaryOperator<Expression> change) {
      return new IsNull(change.apply(operand), negated);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.isNull(this);
    }
  }

  /** The first that is not NULL. */
  record Coalesce(List<Expression> operands, EngineType type) implements Simple {
    public Coalesce {
      operands = List.copyOf(operands);
    }

    @Override
    public List<Expression> children() {
      return operands;
    }

    @Override
    public Expression mapChildren(UnaryOperator<Expression> change) {
      return new Coalesce(map(operands, change), type);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.coalesce(this);
    }
  }

  /**
   * An expression that is not understood. Columns in it are positions of the node's input as it was
   * bound.
   *
   * @param bound the engine's form as JSON, without aliases and places in the text
   */
  record OpaqueExpression(String bound, EngineType type) implements Leaf {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.opaque(this);
    }
  }

  /** Each of a list changed. */
  static List<Expression> map(List<Expression> expressions, UnaryOperator<Expression> change) {
    List<Expression> changed = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      changed.add(change.apply(expression));
    }
    return changed;
  }
}

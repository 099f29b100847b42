package dev.varve.planner.speak.substrait;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import io.substrait.proto.Expression;
import io.substrait.proto.Expression.Cast.FailureBehavior;
import io.substrait.proto.Expression.FieldReference;
import io.substrait.proto.Expression.IfThen;
import io.substrait.proto.Expression.Literal;
import io.substrait.proto.Expression.ReferenceSegment;
import io.substrait.proto.Expression.SingularOrList;
import io.substrait.proto.Expression.Subquery;
import io.substrait.proto.FunctionArgument;
import io.substrait.proto.Rel;
import io.substrait.proto.Type;
import java.util.List;

/** An expression with its type, and whether it may be NULL. */
record Value(Expression expression, EngineType type, boolean nullable) {
  private static final EngineType INTEGER = EngineType.of("INTEGER");

  static Value field(int index, EngineType type, boolean nullable) {
    return new Value(
        Expression.newBuilder()
            .setSelection(
                FieldReference.newBuilder()
                    .setDirectReference(
                        ReferenceSegment.newBuilder()
                            .setStructField(
                                ReferenceSegment.StructField.newBuilder().setField(index)))
                    .setRootReference(FieldReference.RootReference.getDefaultInstance()))
            .build(),
        type,
        nullable);
  }

  static Value field(int index, List<Rows.Col> columns) {
    return field(index, columns.get(index).type(), columns.get(index).nullable());
  }

  static Value literal(Literal.Builder literal, EngineType type) {
    return new Value(Expression.newBuilder().setLiteral(literal).build(), type, false);
  }

  static Value literal(int number) {
    return literal(Literal.newBuilder().setI32(number), INTEGER);
  }

  static Value literal(boolean truth) {
    return literal(Literal.newBuilder().setBoolean(truth), EngineTypes.BOOLEAN);
  }

  static Value literal(double number) {
    return literal(Literal.newBuilder().setFp64(number), EngineType.of("DOUBLE"));
  }

  /** NULL of a type. */
  static Value nothing(EngineType type, Message message) {
    Literal literal = Literal.newBuilder().setNull(message.type(type, true)).build();
    return new Value(Expression.newBuilder().setLiteral(literal).build(), type, true);
  }

  /** What nobody will see, since it could not be said. */
  static Value unsaid(EngineType type) {
    return new Value(Expression.getDefaultInstance(), type, true);
  }

  /** Converted: what does not fit is an error, or NULL. */
  Value as(EngineType to, boolean orNull, Message message) {
    Type type = message.type(to, nullable || orNull);
    if (this.type.equals(to) || (!orNull && type.equals(message.type(this.type, nullable)))) {
      return new Value(expression, to, nullable);
    }
    return new Value(
        Expression.newBuilder()
            .setCast(
                Expression.Cast.newBuilder()
                    .setType(type)
                    .setInput(expression)
                    .setFailureBehavior(
                        orNull
                            ? FailureBehavior.FAILURE_BEHAVIOR_RETURN_NULL
                            : FailureBehavior.FAILURE_BEHAVIOR_THROW_EXCEPTION))
            .build(),
        to,
        nullable || orNull);
  }

  Value as(EngineType to, Message message) {
    return as(to, false, message);
  }

  /** The first of the values whose condition is true. */
  static Value choice(List<Value> when, List<Value> then, Value otherwise, EngineType type) {
    IfThen.Builder choice = IfThen.newBuilder().setElse(otherwise.expression);
    boolean nullable = otherwise.nullable;
    for (int i = 0; i < when.size(); i++) {
      nullable |= then.get(i).nullable;
      choice.addIfs(
          IfThen.IfClause.newBuilder()
              .setIf(when.get(i).expression)
              .setThen(then.get(i).expression));
    }
    return new Value(Expression.newBuilder().setIfThen(choice).build(), type, nullable);
  }

  Value among(List<Value> candidates) {
    SingularOrList.Builder list = SingularOrList.newBuilder().setValue(expression);
    candidates.forEach(candidate -> list.addOptions(candidate.expression));
    boolean unknown = nullable || candidates.stream().anyMatch(Value::nullable);
    return new Value(
        Expression.newBuilder().setSingularOrList(list).build(), EngineTypes.BOOLEAN, unknown);
  }

  /** Whether it is one of the values of a relation of one column. */
  Value among(Rel candidates) {
    Subquery.InPredicate asked =
        Subquery.InPredicate.newBuilder().addNeedles(expression).setHaystack(candidates).build();
    Subquery subquery = Subquery.newBuilder().setInPredicate(asked).build();
    return new Value(
        Expression.newBuilder().setSubquery(subquery).build(), EngineTypes.BOOLEAN, true);
  }

  /** The only row of a relation of one column; NULL where there is none, else an error. */
  static Value only(Rel rel, EngineType type) {
    Subquery subquery =
        Subquery.newBuilder().setScalar(Subquery.Scalar.newBuilder().setInput(rel)).build();
    return new Value(Expression.newBuilder().setSubquery(subquery).build(), type, true);
  }

  FunctionArgument argument() {
    return FunctionArgument.newBuilder().setValue(expression).build();
  }
}

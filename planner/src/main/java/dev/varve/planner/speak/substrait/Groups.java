package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import io.substrait.proto.AggregateFunction;
import io.substrait.proto.AggregateFunction.AggregationInvocation;
import io.substrait.proto.AggregateRel;
import io.substrait.proto.AggregationPhase;
import io.substrait.proto.Expression.Literal;
import io.substrait.proto.Rel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes aggregations: the measures, and over them what makes of them the values of the engine.
 * With several grouping sets there is a column after them that numbers the set of a row.
 */
final class Groups {
  private final Message message;
  private final Expressions expressions;
  private final AggregateRel.Builder relation;

  /** The groups as they stand there: each once, in the order in which the sets name them. */
  private final List<Expression> groups = new ArrayList<>();

  private final List<Rows.Col> columns = new ArrayList<>();

  private Groups(Rows input, Message message) {
    this.message = message;
    this.expressions = new Expressions(message, input.columns());
    this.relation = AggregateRel.newBuilder().setCommon(Relations.direct()).setInput(input.rel());
  }

  static Rows distinct(List<Expression> values, Rows input, Message message) {
    List<Integer> all = IntStream.range(0, values.size()).boxed().toList();
    Groups written = new Groups(input, message);
    written.group(values, List.of(all));
    return written.rows();
  }

  static Rows of(Aggregate node, Rows input, Message message) {
    Groups written = new Groups(input, message);
    written.group(node.groups(), node.groupingSets());
    boolean sets = node.groupingSets().size() > 1;
    List<Value> values = new ArrayList<>();
    for (Expression group : node.groups()) {
      int place = written.groups.indexOf(group);
      values.add(
          place < 0 ? Value.nothing(group.type(), message) : Value.field(place, written.columns));
    }
    for (Expression call : node.calls()) {
      values.add(written.measured((AggregateCall) call));
    }
    int number = written.columns.size();
    if (sets) {
      written.columns.add(new Rows.Col(EngineType.of("INTEGER"), false));
    }
    for (List<Integer> of : node.groupingFunctions()) {
      values.add(written.grouping(node, of, number));
    }
    return written.isAsItIs(values) ? written.rows() : Relations.projected(written.rows(), values);
  }

  private Rows rows() {
    return new Rows(Rel.newBuilder().setAggregate(relation).build(), columns);
  }

  private boolean isAsItIs(List<Value> values) {
    if (values.size() != columns.size()) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).equals(Value.field(i, columns))) {
        return false;
      }
    }
    return true;
  }

  private void group(List<Expression> named, List<List<Integer>> sets) {
    for (List<Integer> set : sets) {
      for (int group : set) {
        if (!groups.contains(named.get(group))) {
          groups.add(named.get(group));
        }
      }
    }
    for (Expression group : groups) {
      Value value = expressions.one(group);
      boolean missing =
          sets.stream().anyMatch(set -> set.stream().noneMatch(i -> named.get(i).equals(group)));
      relation.addGroupingExpressions(value.expression());
      columns.add(new Rows.Col(value.type(), value.nullable() || missing));
    }
    for (List<Integer> set : sets) {
      AggregateRel.Grouping.Builder grouping = AggregateRel.Grouping.newBuilder();
      set.stream()
          .map(group -> groups.indexOf(named.get(group)))
          .distinct()
          .forEach(grouping::addExpressionReferences);
      relation.addGroupings(grouping);
    }
  }

  private Value measured(AggregateCall call) {
    return Aggregates.of(call, expressions, measure -> measured(call, measure));
  }

  private Value measured(AggregateCall call, Aggregates.Measure measure) {
    AggregateFunction.Builder function =
        AggregateFunction.newBuilder()
            .setFunctionReference(message.function(measure.library(), measure.signature()))
            .setOutputType(message.type(measure.type(), measure.nullable()))
            .setPhase(AggregationPhase.AGGREGATION_PHASE_INITIAL_TO_RESULT)
            .setInvocation(
                call.distinct()
                    ? AggregationInvocation.AGGREGATION_INVOCATION_DISTINCT
                    : AggregationInvocation.AGGREGATION_INVOCATION_ALL)
            .addAllOptions(Functions.options(measure.options()));
    measure.arguments().forEach(argument -> function.addArguments(argument.argument()));
    AggregateRel.Measure.Builder built = AggregateRel.Measure.newBuilder().setMeasure(function);
    Optional<Value> filter = call.filter().map(expressions::one);
    filter.ifPresent(rows -> built.setFilter(rows.expression()));
    relation.addMeasures(built);
    columns.add(new Rows.Col(measure.type(), measure.nullable()));
    return Value.field(columns.size() - 1, columns);
  }

  /** A bit for each argument, set where the row is not grouped by it. */
  private Value grouping(Aggregate node, List<Integer> of, int number) {
    List<Value> when = new ArrayList<>();
    List<Value> then = new ArrayList<>();
    for (int set = 0; set < node.groupingSets().size(); set++) {
      long bits = 0;
      for (int group : of) {
        bits = bits * 2 + (node.groupingSets().get(set).contains(group) ? 0 : 1);
      }
      then.add(Value.literal(Literal.newBuilder().setI64(bits), EngineTypes.BIGINT));
      if (node.groupingSets().size() > 1) {
        when.add(
            Functions.call(
                message,
                "comparison",
                "equal:any_any",
                EngineTypes.BOOLEAN,
                List.of(Value.field(number, columns), Value.literal(set))));
      }
    }
    return when.isEmpty()
        ? then.get(0)
        : Value.choice(
            when.subList(1, when.size()),
            then.subList(1, then.size()),
            then.get(0),
            EngineTypes.BIGINT);
  }
}

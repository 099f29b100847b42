package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.WindowCall;
import dev.varve.planner.speak.ConstantValue;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import io.substrait.proto.AggregateFunction.AggregationInvocation;
import io.substrait.proto.AggregationPhase;
import io.substrait.proto.Expression.WindowFunction;
import io.substrait.proto.Expression.WindowFunction.Bound;
import io.substrait.proto.Expression.WindowFunction.BoundsType;
import io.substrait.proto.SortField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes window functions. */
final class Windows {
  private static final Map<String, String> RANKS =
      Map.of(
          "WINDOW_RANK", "rank:",
          "WINDOW_RANK_DENSE", "dense_rank:",
          "WINDOW_ROW_NUMBER", "row_number:",
          "WINDOW_PERCENT_RANK", "percent_rank:",
          "WINDOW_CUME_DIST", "cume_dist:");

  private static final Map<String, String> ENDS =
      Map.of("WINDOW_FIRST_VALUE", "first_value:any", "WINDOW_LAST_VALUE", "last_value:any");

  private static final Map<String, String> SHIFTS =
      Map.of("WINDOW_LAG", "lag", "WINDOW_LEAD", "lead");

  private Windows() {}

  static Value of(WindowCall call, Expressions expressions) {
    if (call.distinct()
        || call.ignoreNulls()
        || call.filter().isPresent()
        || !call.argumentOrder().isEmpty()
        || !call.frame().exclusion().equals("NO_OTHER")) {
      return gap(
          "DISTINCT, FILTER, EXCLUDE, IGNORE NULLS or an ORDER BY within a window function",
          call,
          expressions);
    }
    if (RANKS.containsKey(call.kind()) && call.arguments().isEmpty()) {
      return whole(call, RANKS.get(call.kind()), List.of(), expressions);
    }
    if (SHIFTS.containsKey(call.kind())) {
      return shifted(call, expressions);
    }
    if (ENDS.containsKey(call.kind()) && call.arguments().size() == 1) {
      return written(
          call,
          new Aggregates.Measure(
              "arithmetic",
              ENDS.get(call.kind()),
              call.type(),
              true,
              expressions.all(call.arguments()),
              List.of()),
          expressions);
    }
    if (call.function().isEmpty()) {
      return gap("the window function " + call.kind(), call, expressions);
    }
    return Aggregates.of(
        call.function().get().shortName(),
        call.arguments(),
        call.type(),
        expressions,
        measure -> written(call, measure, expressions));
  }

  private static Value gap(String reason, WindowCall call, Expressions expressions) {
    expressions.message().gap(reason + " has no reviewed equivalent");
    return Value.unsaid(call.type());
  }

  /** The number of a row among those with the same values, in an order. */
  static Value rowNumber(List<Expression> partitions, List<SortKey> order, Expressions rows) {
    WindowCall.Frame frame =
        new WindowCall.Frame(
            "UNBOUNDED_PRECEDING",
            "UNBOUNDED_FOLLOWING",
            Optional.empty(),
            Optional.empty(),
            "NO_OTHER");
    WindowCall call =
        new WindowCall(
            "WINDOW_ROW_NUMBER",
            Optional.empty(),
            List.of(),
            partitions,
            order,
            frame,
            Optional.empty(),
            List.of(),
            false,
            false,
            EngineTypes.BIGINT);
    return whole(call, "row_number:", List.of(), rows);
  }

  /** Over the whole partition, whatever the frame: it is not looked at. */
  private static Value whole(
      WindowCall call, String signature, List<Value> arguments, Expressions expressions) {
    if (call.order().isEmpty()) {
      return gap("a rank, lag or lead without an ORDER BY", call, expressions);
    }
    Bound all = Bound.newBuilder().setUnbounded(Bound.Unbounded.getDefaultInstance()).build();
    return written(
        call,
        new Aggregates.Measure("arithmetic", signature, call.type(), true, arguments, List.of()),
        all,
        all,
        BoundsType.BOUNDS_TYPE_ROWS,
        expressions);
  }

  private static Value shifted(WindowCall call, Expressions expressions) {
    List<Value> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      OptionalLong distance = ConstantValue.whole(call.arguments().get(i));
      if (i != 1) {
        arguments.add(expressions.one(call.arguments().get(i)));
      } else if (distance.isPresent()
          && distance.getAsLong() > 0
          && distance.getAsLong() <= Integer.MAX_VALUE) {
        arguments.add(Value.literal((int) distance.getAsLong()));
      } else {
        return gap("lag or lead by a number that is computed or negative", call, expressions);
      }
    }
    String kinds = List.of("any", "any_i32", "any_i32_any").get(arguments.size() - 1);
    return whole(call, SHIFTS.get(call.kind()) + ":" + kinds, arguments, expressions);
  }

  private static Value written(
      WindowCall call, Aggregates.Measure measure, Expressions expressions) {
    WindowCall.Frame frame = call.frame();
    String both = frame.start() + " " + frame.end();
    Optional<Bound> lower = bound(frame.start(), frame.startOffset());
    Optional<Bound> upper = bound(frame.end(), frame.endOffset());
    boolean offsets = frame.startOffset().isPresent() || frame.endOffset().isPresent();
    boolean range = both.contains("_RANGE");
    if (both.contains("_GROUPS") || lower.isEmpty() || upper.isEmpty() || (range && offsets)) {
      return gap("a window frame in GROUPS or whose bound is computed", call, expressions);
    }
    if (range && call.order().isEmpty()) {
      Bound all = Bound.newBuilder().setUnbounded(Bound.Unbounded.getDefaultInstance()).build();
      return written(call, measure, all, all, BoundsType.BOUNDS_TYPE_ROWS, expressions);
    }
    return written(
        call,
        measure,
        lower.get(),
        upper.get(),
        range ? BoundsType.BOUNDS_TYPE_RANGE : BoundsType.BOUNDS_TYPE_ROWS,
        expressions);
  }

  private static Optional<Bound> bound(String kind, Optional<Expression> offset) {
    Bound.Builder bound = Bound.newBuilder();
    if (kind.startsWith("UNBOUNDED")) {
      return Optional.of(bound.setUnbounded(Bound.Unbounded.getDefaultInstance()).build());
    }
    if (kind.startsWith("CURRENT_ROW")) {
      return Optional.of(bound.setCurrentRow(Bound.CurrentRow.getDefaultInstance()).build());
    }
    OptionalLong distance = offset.map(ConstantValue::whole).orElse(OptionalLong.empty());
    if (distance.isEmpty() || distance.getAsLong() < 0) {
      return Optional.empty();
    }
    long rows = distance.getAsLong();
    return Optional.of(
        kind.contains("PRECEDING")
            ? bound.setPreceding(Bound.Preceding.newBuilder().setOffset(rows)).build()
            : bound.setFollowing(Bound.Following.newBuilder().setOffset(rows)).build());
  }

  private static Value written(
      WindowCall call,
      Aggregates.Measure measure,
      Bound lower,
      Bound upper,
      BoundsType type,
      Expressions expressions) {
    Message message = expressions.message();
    EngineType result = measure.type();
    WindowFunction.Builder window =
        WindowFunction.newBuilder()
            .setFunctionReference(message.function(measure.library(), measure.signature()))
            .setOutputType(message.type(result, measure.nullable()))
            .setPhase(AggregationPhase.AGGREGATION_PHASE_INITIAL_TO_RESULT)
            .setInvocation(AggregationInvocation.AGGREGATION_INVOCATION_ALL)
            .addAllOptions(Functions.options(measure.options()))
            .addAllSorts(sorts(call.order(), expressions))
            .setLowerBound(lower)
            .setUpperBound(upper)
            .setBoundsType(type);
    measure.arguments().forEach(argument -> window.addArguments(argument.argument()));
    expressions
        .all(call.partitions())
        .forEach(partition -> window.addPartitions(partition.expression()));
    return new Value(
        io.substrait.proto.Expression.newBuilder().setWindowFunction(window).build(),
        result,
        measure.nullable());
  }

  static List<SortField> sorts(List<SortKey> keys, Expressions expressions) {
    List<SortField> sorts = new ArrayList<>();
    for (SortKey key : keys) {
      String direction =
          "SORT_DIRECTION_"
              + (key.descending() ? "DESC" : "ASC")
              + (key.nullsFirst() ? "_NULLS_FIRST" : "_NULLS_LAST");
      sorts.add(
          SortField.newBuilder()
              .setExpr(expressions.one(key.expression()).expression())
              .setDirection(SortField.SortDirection.valueOf(direction))
              .build());
    }
    return sorts;
  }
}

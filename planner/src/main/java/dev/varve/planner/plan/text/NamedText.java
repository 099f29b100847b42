package dev.varve.planner.plan.text;

import dev.varve.planner.plan.AggregateCall;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Call;
import dev.varve.planner.plan.Expression.Case;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Clock;
import dev.varve.planner.plan.Expression.Coalesce;
import dev.varve.planner.plan.Expression.Comparison;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.Expression.In;
import dev.varve.planner.plan.Expression.Input;
import dev.varve.planner.plan.Expression.IsNull;
import dev.varve.planner.plan.Expression.Logical;
import dev.varve.planner.plan.Expression.Not;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Expression.Parameter;
import dev.varve.planner.plan.FunctionRef;
import dev.varve.planner.plan.Lambda;
import dev.varve.planner.plan.SortKey;
import dev.varve.planner.plan.WindowCall;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Expressions much as their authors wrote them, by the names of columns; nothing reads it back. */
public final class NamedText implements Expression.Visitor<Phrase> {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

  /** Operators that the engine has by other names than people. */
  private static final Map<String, String> OPERATORS =
      new TreeMap<>(
          Map.of(
              "~~", "like", "!~~", "not like", "~~*", "ilike", "!~~*", "not ilike", "~~~", "glob"));

  private static final String WINDOW = "WINDOW_";

  private final IntFunction<Phrase> columns;

  private NamedText(IntFunction<Phrase> columns) {
    this.columns = columns;
  }

  /**
   * An expression in words.
   *
   * @param columns what stands for each column of its input
   */
  public static Phrase of(Expression expression, IntFunction<Phrase> columns) {
    return expression.accept(new NamedText(columns));
  }

  /** Keys of an order in words. */
  public static String ofKeys(List<SortKey> keys, IntFunction<Phrase> columns) {
    return new NamedText(columns).keys(keys);
  }

  private String text(Expression expression) {
    return expression.accept(this).text();
  }

  private String operand(Expression expression) {
    return expression.accept(this).operand();
  }

  private String list(List<Expression> expressions) {
    return expressions.stream().map(this::text).collect(Collectors.joining(", "));
  }

  private String keys(List<SortKey> keys) {
    return keys.stream()
        .map(
            key ->
                text(key.expression())
                    + (key.descending() ? " desc" : "")
                    + (key.nullsFirst() ? " nulls first" : ""))
        .collect(Collectors.joining(", "));
  }

  @Override
  public Phrase input(Input input) {
    return columns.apply(input.index());
  }

  @Override
  public Phrase constant(Constant constant) {
    return Phrase.of(ConstantText.of(constant));
  }

  @Override
  public Phrase parameter(Parameter parameter) {
    return Phrase.of("$" + parameter.name());
  }

  @Override
  public Phrase clock(Clock clock) {
    return Phrase.of("now()");
  }

  @Override
  public Phrase call(Call call) {
    String name = call.function().shortName();
    List<Expression> arguments = call.arguments();
    boolean operator = OPERATORS.containsKey(name) || !WORD.matcher(name).matches();
    if (operator && arguments.size() == 2) {
      String sign = OPERATORS.getOrDefault(name, name);
      return Phrase.compound(
          operand(arguments.get(0)) + " " + sign + " " + operand(arguments.get(1)));
    }
    if (operator && arguments.size() == 1) {
      return Phrase.compound(name + operand(arguments.get(0)));
    }
    return Phrase.of(name + "(" + list(arguments) + ")");
  }

  @Override
  public Phrase cast(Cast cast) {
    if (cast.operand() instanceof Constant constant && !cast.tryCast()) {
      return Phrase.of(ConstantText.of(constant, cast.type()));
    }
    return cast.tryCast()
        ? Phrase.of("try_cast(" + text(cast.operand()) + " as " + cast.type().text() + ")")
        : Phrase.of(operand(cast.operand()) + "::" + cast.type().text());
  }

  @Override
  public Phrase caseOf(Case caseOf) {
    return Phrase.of(
        caseOf.branches().stream()
            .map(branch -> "when " + text(branch.when()) + " then " + text(branch.then()))
            .collect(
                Collectors.joining(" ", "case ", " else " + text(caseOf.otherwise()) + " end")));
  }

  @Override
  public Phrase logical(Logical logical) {
    String word = " " + logical.operator().name().toLowerCase(Locale.ROOT) + " ";
    return Phrase.compound(
        logical.operands().stream().map(this::operand).collect(Collectors.joining(word)));
  }

  @Override
  public Phrase not(Not not) {
    return Phrase.compound("not " + operand(not.operand()));
  }

  @Override
  public Phrase comparison(Comparison comparison) {
    return Phrase.compound(
        operand(comparison.left())
            + " "
            + comparison.operator().sign().toLowerCase(Locale.ROOT)
            + " "
            + operand(comparison.right()));
  }

  @Override
  public Phrase in(In in) {
    return Phrase.compound(
        operand(in.value()) + (in.negated() ? " not in (" : " in (") + list(in.candidates()) + ")");
  }

  @Override
  public Phrase isNull(IsNull isNull) {
    return Phrase.compound(
        operand(isNull.operand()) + (isNull.negated() ? " is not null" : " is null"));
  }

  @Override
  public Phrase coalesce(Coalesce coalesce) {
    return Phrase.of("coalesce(" + list(coalesce.operands()) + ")");
  }

  @Override
  public Phrase aggregate(AggregateCall call) {
    String name = call.function().shortName();
    String arguments =
        name.equals("count_star")
            ? "count(*"
            : name + "(" + (call.distinct() ? "distinct " : "") + list(call.arguments());
    return Phrase.of(
        arguments
            + (call.order().isEmpty() ? "" : " order by " + keys(call.order()))
            + ")"
            + call.filter().map(filter -> " filter (where " + text(filter) + ")").orElse(""));
  }

  @Override
  public Phrase window(WindowCall call) {
    String partitions =
        call.partitions().isEmpty() ? "" : "partition by " + list(call.partitions());
    String order = call.order().isEmpty() ? "" : "order by " + keys(call.order());
    String over =
        List.of(partitions, order, frame(call.frame())).stream()
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    String written = call.function().map(FunctionRef::shortName).orElseGet(() -> kind(call));
    String name = written.equals("count_star") ? "count" : written;
    return Phrase.of(
        name
            + "("
            + (call.distinct() ? "distinct " : "")
            + (name.equals("count") && call.arguments().isEmpty() ? "*" : list(call.arguments()))
            + (call.argumentOrder().isEmpty() ? "" : " order by " + keys(call.argumentOrder()))
            + ")"
            + (call.ignoreNulls() ? " ignore nulls" : "")
            + call.filter().map(filter -> " filter (where " + text(filter) + ")").orElse("")
            + " over ("
            + over
            + ")");
  }

  private static String kind(WindowCall call) {
    String kind = call.kind();
    return (kind.startsWith(WINDOW) ? kind.substring(WINDOW.length()) : kind)
        .toLowerCase(Locale.ROOT);
  }

  /** Empty for the frame that stands where none is written. */
  private String frame(WindowCall.Frame frame) {
    boolean usual =
        frame.start().equals("UNBOUNDED_PRECEDING")
            && frame.end().equals("CURRENT_ROW_RANGE")
            && frame.exclusion().equals("NO_OTHER");
    return usual
        ? ""
        : "frame "
            + bound(frame.start())
            + frame.startOffset().map(offset -> " " + text(offset)).orElse("")
            + " to "
            + bound(frame.end())
            + frame.endOffset().map(offset -> " " + text(offset)).orElse("")
            + (frame.exclusion().equals("NO_OTHER") ? "" : " exclude " + bound(frame.exclusion()));
  }

  private static String bound(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public Phrase lambda(Lambda lambda) {
    return Phrase.compound("lambda " + lambda.parameters() + ": " + text(lambda.body()));
  }

  @Override
  public Phrase lambdaArgument(Lambda.Argument argument) {
    return Phrase.of("@" + argument.index());
  }

  @Override
  public Phrase opaque(OpaqueExpression opaque) {
    return Phrase.of(opaque.bound());
  }
}

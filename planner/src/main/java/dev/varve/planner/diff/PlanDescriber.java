package dev.varve.planner.diff;

import dev.varve.planner.diff.Described.Kind;
import dev.varve.planner.encode.PlanEncoding;
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
import dev.varve.planner.plan.text.NamedText;
import dev.varve.planner.plan.text.Phrase;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.types.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Describes a plan by what its columns are computed of, down to the columns of tables. */
final class PlanDescriber implements Node.Visitor<PlanDescriber.Rows> {
  /** Expressions within expressions can double at every level. */
  private static final int LONGEST = 600;

  private static final int SHOWN = 160;

  /**
   * A described plan.
   *
   * @param columns what each of its columns is computed of; there may be more columns
   */
  record Rows(Described plan, List<Phrase> columns) {
    Rows {
      columns = List.copyOf(columns);
    }

    Phrase column(int position) {
      return position < columns.size()
          ? columns.get(position)
          : Phrase.of("column " + (position + 1));
    }
  }

  private final Map<Integer, List<Phrase>> definitions = new TreeMap<>();
  private final boolean oneTable;

  private PlanDescriber(boolean oneTable) {
    this.oneTable = oneTable;
  }

  /**
   * Describes a plan; to be called under a {@link dev.varve.planner.DeepStack}.
   *
   * @param oneTable columns need not be told apart by their tables
   */
  static Rows of(Node plan, boolean oneTable) {
    return InnerJoins.of(plan).accept(new PlanDescriber(oneTable));
  }

  private Rows below(Node node) {
    return node.accept(this);
  }

  private static Phrase text(Expression expression, IntFunction<Phrase> columns) {
    Phrase phrase = NamedText.of(expression, columns);
    return phrase.text().length() <= LONGEST
        ? phrase
        : Phrase.of(
            phrase.text().substring(0, SHOWN)
                + "… "
                + PlanEncoding.ofTexts(List.of(phrase.text())).abbreviated());
  }

  private static List<Phrase> phrases(List<Expression> expressions, Rows rows) {
    return expressions.stream().map(each -> text(each, rows::column)).toList();
  }

  private static List<String> texts(List<Expression> expressions, Rows rows) {
    return expressions.stream().map(each -> text(each, rows::column).text()).toList();
  }

  private static Rows over(Rows rows, Kind kind, String head, List<String> parts, Node node) {
    return new Rows(Described.of(kind, head, parts, List.of(rows.plan), node), rows.columns);
  }

  private static Rows leaf(Kind kind, String head, Node node, List<Phrase> columns) {
    return new Rows(Described.of(kind, head, List.of(), List.of(), node), columns);
  }

  @Override
  public Rows scan(Scan scan) {
    String table = scan.table().substring(scan.table().indexOf('.') + 1);
    List<Phrase> columns = new ArrayList<>();
    for (Column column : scan.columns()) {
      columns.add(Phrase.of(oneTable ? column.name() : table + "." + column.name()));
    }
    return leaf(Kind.READ, scan.table(), scan, columns);
  }

  @Override
  public Rows oneRow(OneRow node) {
    return leaf(Kind.VALUES, "one row", node, List.of());
  }

  @Override
  public Rows emptyRows(EmptyRows node) {
    return leaf(Kind.VALUES, "no rows", node, List.of());
  }

  @Override
  public Rows values(Values node) {
    Rows none = new Rows(Described.of(Kind.VALUES, "", List.of(), List.of(), node), List.of());
    String rows =
        node.rows().stream()
            .map(row -> "(" + String.join(", ", texts(row, none)) + ")")
            .collect(Collectors.joining(", ", "values ", ""));
    return leaf(Kind.VALUES, rows, node, List.of());
  }

  @Override
  public Rows filter(Filter node) {
    Rows rows = below(node.input());
    return over(rows, Kind.FILTER, "", texts(node.predicates(), rows), node);
  }

  @Override
  public Rows project(Project node) {
    Rows rows = below(node.input());
    return new Rows(rows.plan, phrases(node.expressions(), rows));
  }

  @Override
  public Rows window(Window node) {
    Rows rows = below(node.input());
    List<Phrase> columns = padded(rows, node.input());
    columns.addAll(phrases(node.calls(), rows));
    return new Rows(over(rows, Kind.WINDOW, "", List.of(), node).plan, columns);
  }

  @Override
  public Rows aggregate(Aggregate node) {
    Rows rows = below(node.input());
    List<Phrase> columns = new ArrayList<>(phrases(node.groups(), rows));
    columns.addAll(phrases(node.calls(), rows));
    node.groupingFunctions().forEach(each -> columns.add(Phrase.of("grouping(" + each + ")")));
    boolean plain =
        node.groupingSets().size() == 1
            && node.groupingSets().get(0).size() == node.groups().size();
    List<String> groups = texts(node.groups(), rows);
    String sets =
        plain
            ? ""
            : node.groupingSets().stream()
                .map(
                    set ->
                        set.stream().map(groups::get).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", ", "grouping sets (", ")"));
    Kind kind = plain && node.calls().isEmpty() ? Kind.UNIQUE : Kind.GROUP;
    Rows grouped = over(rows, kind, sets, plain ? groups : List.of(), node);
    return new Rows(grouped.plan, columns);
  }

  @Override
  public Rows join(Join node) {
    Rows left = below(node.left());
    Rows right = below(node.right());
    List<Phrase> both = padded(left, node.left());
    both.addAll(right.columns);
    List<Phrase> columns = padded(left, node.left());
    if (node.yieldsRight()) {
      node.kept()
          .ifPresentOrElse(
              kept -> kept.forEach(position -> columns.add(right.column(position))),
              () -> columns.addAll(right.columns));
    } else if (node.kind() == Join.Kind.MARK) {
      columns.add(Phrase.of("in(" + right.plan.summary() + ")"));
    }
    List<String> asked = new ArrayList<>();
    for (Join.Condition condition : node.conditions()) {
      String sign = condition.operator().sign().toLowerCase(Locale.ROOT);
      String one = text(condition.left(), left::column).text();
      String other = text(condition.right(), right::column).text();
      // Which side stands first is nobody's choice.
      boolean swap =
          condition.operator() == condition.operator().flipped() && one.compareTo(other) > 0;
      asked.add(swap ? other + " " + sign + " " + one : one + " " + sign + " " + other);
    }
    Rows pair = new Rows(left.plan, both);
    node.predicate().ifPresent(each -> asked.addAll(texts(conjuncts(each), pair)));
    return new Rows(
        Described.of(Kind.JOIN, word(node.kind()), asked, List.of(left.plan, right.plan), node),
        columns);
  }

  private static List<Expression> conjuncts(Expression predicate) {
    return predicate instanceof Expression.Logical logical
            && logical.operator() == Expression.Logical.Operator.AND
        ? logical.operands()
        : List.of(predicate);
  }

  private static String word(Join.Kind kind) {
    return switch (kind) {
      // A subquery in the text, which became a join when it was bound.
      case SINGLE -> "subquery";
      case MARK -> "membership";
      default -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " join";
    };
  }

  @Override
  public Rows unnest(Unnest node) {
    Rows rows = below(node.input());
    List<String> lists = texts(node.lists(), rows);
    List<Phrase> columns = padded(rows, node.input());
    lists.forEach(list -> columns.add(Phrase.of("unnest(" + list + ")")));
    return new Rows(over(rows, Kind.UNNEST, "", lists, node).plan, columns);
  }

  @Override
  public Rows distinct(Distinct node) {
    Rows rows = below(node.input());
    String order =
        node.order().isEmpty() ? "" : "order by " + NamedText.ofKeys(node.order(), rows::column);
    return over(rows, Kind.DISTINCT, order, texts(node.targets(), rows), node);
  }

  @Override
  public Rows sort(Sort node) {
    Rows rows = below(node.input());
    return over(rows, Kind.ORDER, NamedText.ofKeys(node.keys(), rows::column), List.of(), node);
  }

  @Override
  public Rows limit(Limit node) {
    Rows rows = below(node.input());
    String text = PlanText.line(node).replaceFirst("^limit ", "").replaceFirst(" offset none$", "");
    return over(rows, Kind.LIMIT, text, List.of(), node);
  }

  @Override
  public Rows sample(Limit.Sample node) {
    Rows rows = below(node.input());
    String text = PlanText.line(node).replaceFirst("^sample ", "");
    return over(rows, Kind.SAMPLE, text, List.of(), node);
  }

  @Override
  public Rows setOperation(SetOperation node) {
    List<Described> inputs = new ArrayList<>();
    List<Phrase> columns = List.of();
    for (Node input : node.inputs()) {
      Rows rows = below(input);
      inputs.add(columns(rows, input));
      columns = columns.isEmpty() ? rows.columns : columns;
    }
    String head = node.kind().name().toLowerCase(Locale.ROOT) + (node.all() ? " all" : "");
    return new Rows(Described.of(Kind.SET, head, List.of(), inputs, node), columns);
  }

  /** Rows of which it counts in which place each column stands. */
  private static Described columns(Rows rows, Node node) {
    String texts = rows.columns.stream().map(Phrase::text).collect(Collectors.joining(", "));
    return Described.of(Kind.COLUMNS, texts, List.of(), List.of(rows.plan), node);
  }

  @Override
  public Rows withCte(WithCte node) {
    Rows definition = below(node.definition());
    definitions.put(node.id(), definition.columns);
    Rows query = below(node.query());
    return new Rows(
        Described.of(
            Kind.WITH,
            "",
            List.of(),
            List.of(columns(definition, node.definition()), query.plan),
            node),
        query.columns);
  }

  @Override
  public Rows cteRef(CteRef node) {
    List<Phrase> columns = definitions.getOrDefault(node.id(), List.of());
    return leaf(Kind.REFERENCE, "with " + node.id(), node, columns);
  }

  @Override
  public Rows recursion(WithCte.Recursion node) {
    Rows seed = below(node.seed());
    // What the rows before hold is not what the seed holds.
    definitions.put(node.id(), List.of());
    Rows step = below(node.step());
    return new Rows(
        Described.of(
            Kind.RECURSION,
            node.all() ? "all" : "",
            List.of(),
            List.of(columns(seed, node.seed()), columns(step, node.step())),
            node),
        seed.columns);
  }

  @Override
  public Rows tableFunction(TableFunction node) {
    Rows rows = below(node.input());
    String call =
        node.function().shortName() + "(" + String.join(", ", texts(node.arguments(), rows)) + ")";
    List<Phrase> columns = new ArrayList<>();
    node.columns().forEach(each -> columns.add(Phrase.of(call + "." + (each + 1))));
    node.passed().forEach(each -> columns.add(rows.column(each)));
    String head = call + (node.ordinality() ? " with ordinality" : "");
    return new Rows(over(rows, Kind.FUNCTION, head, List.of(), node).plan, columns);
  }

  @Override
  public Rows opaqueNode(OpaqueNode node) {
    List<Described> inputs = new ArrayList<>();
    for (Node input : node.inputs()) {
      inputs.add(columns(below(input), input));
    }
    String head = node.operator() + " " + PlanEncoding.ofTexts(List.of(node.bound())).abbreviated();
    return new Rows(Described.of(Kind.OPAQUE, head, List.of(), inputs, node), List.of());
  }

  /** The columns of a node, as many as it has. */
  private static List<Phrase> padded(Rows rows, Node node) {
    List<Phrase> columns = new ArrayList<>(rows.columns);
    while (columns.size() < node.width().orElse(0)) {
      columns.add(rows.column(columns.size()));
    }
    return columns;
  }
}

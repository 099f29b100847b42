package dev.varve.planner.compile;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.Problem;
import dev.varve.planner.bind.BindOutcome;
import dev.varve.planner.bind.BindingSession;
import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.bind.BoundQuery.BoundColumn;
import dev.varve.planner.bind.ClockMacros.Asked;
import dev.varve.planner.bind.ParsedQuery;
import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.classify.OutputOrders;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.Trims.Trimmed;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.facts.Fact;
import dev.varve.planner.facts.Facts;
import dev.varve.planner.facts.Understanding;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.inline.Uses;
import dev.varve.planner.normalize.Nameless;
import dev.varve.planner.normalize.Normalizer;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.OpaqueExpression;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.plan.Scan;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.ModelHeader;
import dev.varve.planner.project.sql.ParameterSlots;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.KnownTable;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compiles one model against the tables it reads. */
final class ModelCompiler {
  /** What came of it. */
  sealed interface Outcome {
    record Compiled(CompiledModel model, BoundQuery query) implements Outcome {}

    /** With the function whose problems they are, where they are not the model's own. */
    record Failed(List<Problem> problems, String function) implements Outcome {}
  }

  /**
   * A table that a model reads.
   *
   * @param held it stays as it is, whatever its model's text says now
   */
  record Input(String table, boolean isSource, KnownTable known, boolean held) {
    TableSchema schema() {
      return known.schema();
    }
  }

  /** Of rows that nobody writes. */
  private static final OutputOrders.Choice NO_ORDER =
      new OutputOrders.Choice(OutputOrder.ENGINE, false);

  private final ModelFile model;
  private final ParsedQuery parsed;
  private final Uses uses;
  private final ProjectFunctions functions;
  private final List<Input> inputs;
  private final List<String> policy;

  ModelCompiler(
      ModelFile model,
      Uses uses,
      ProjectFunctions functions,
      List<Input> inputs,
      List<String> policy) {
    this.policy = policy;
    this.model = model;
    this.parsed = uses.query();
    this.uses = uses;
    this.functions = functions;
    this.inputs = inputs;
  }

  Outcome compile(BindingSession session) {
    List<Problem> wrong = declare(session);
    if (!wrong.isEmpty()) {
      return new Outcome.Failed(wrong, "in " + wrong.get(0).place().orElseThrow().file());
    }
    BindOutcome outcome = session.bind(model.sql().text(), parsed);
    if (outcome instanceof BindOutcome.Refused refused) {
      List<String> columns =
          inputs.stream()
              .flatMap(input -> input.schema().columns().stream())
              .map(Column::name)
              .toList();
      List<String> held = inputs.stream().filter(Input::held).map(Input::table).toList();
      return new Outcome.Failed(
          refused.complaints().stream()
              .map(functions::withNames)
              .map(complaint -> Complaints.problem(model, complaint, columns, held))
              .toList(),
          "");
    }
    BoundQuery query = ((BindOutcome.Bound) outcome).query();
    if (query.collision().isPresent()) {
      return new Outcome.Failed(
          List.of(Complaints.problem(model, query.collision().get(), List.of(), List.of())), "");
    }
    List<Problem> problems = new ArrayList<>();
    List<OutputColumn> columns =
        OutputChecks.columns(model, query.columns(), writtenNames(session, query), problems);
    if (model.inline() && problems.isEmpty()) {
      problems.addAll(functions.declare(session, functions.of(parsed, List.of(model.name()))));
    }
    return problems.isEmpty()
        ? new Outcome.Compiled(compiled(query, columns), query)
        : new Outcome.Failed(problems, "");
  }

  /** What the query may name; with what is wrong with the functions that it calls. */
  private List<Problem> declare(BindingSession session) {
    StringBuilder text = new StringBuilder(model.sql().text());
    uses.macros().forEach(macro -> text.append('\n').append(macro.definition()));
    for (Input input : inputs) {
      session.declare(input.table(), input.schema(), text.toString());
    }
    return functions.declare(session, uses);
  }

  /** Whether the other one finds the same under every name. */
  boolean sameAs(ModelCompiler other) {
    return uses.macros().equals(other.uses.macros()) && inputs.equals(other.inputs);
  }

  /** The query once more, of a model that is known to compile. */
  BoundQuery query(BindingSession session) {
    boolean declared = declare(session).isEmpty();
    if (declared && session.bind(model.sql().text(), parsed) instanceof BindOutcome.Bound bound) {
      return bound.query();
    }
    throw new IllegalStateException(model.name() + " was compiled before and binds no longer");
  }

  /**
   * What the query computes in some of its columns.
   *
   * @return nothing where that may depend on more than its inputs as multisets, or is not
   *     understood
   */
  Optional<Trimmed> trimmed(BoundQuery query, List<Integer> columns) {
    if (!uses.volatileFunctions().isEmpty()) {
      return Optional.empty();
    }
    List<Expression.Input> kept = new ArrayList<>();
    for (int column : columns) {
      kept.add(new Expression.Input(column, query.columns().get(column).type()));
    }
    Understanding trimmed =
        Understanding.of(
            Normalizer.trimmed(query.plan(), kept), false, plan -> NO_ORDER, Facts.known(tables()));
    Node normal = trimmed.form().normal();
    if (trimmed.resultClass() != ResultClass.EXACT || isOpaque(normal)) {
      return Optional.empty();
    }
    Nameless nameless = trimmed.form().nameless(models());
    return Optional.of(
        new Trimmed(
            fingerprint(query, nameless.plan()),
            uses(nameless.columns(), scanned(normal)).stream().filter(InputUse::counts).toList(),
            trimmed.facts().stream().map(Fact::table).distinct().toList()));
  }

  /** What a compiled model was made of, which a compilation does not keep. */
  UnderstoodModel understood(CompiledModel compiled, BoundQuery query) {
    Understanding understanding = understanding(query, compiled.columns());
    return new UnderstoodModel(
        compiled,
        understanding.plan(),
        understanding.form().normal(),
        understanding.classification(),
        uses.volatileFunctions(),
        understanding.order(),
        query.faithful(),
        tables());
  }

  private Understanding understanding(BoundQuery query, List<OutputColumn> columns) {
    List<OutputOrders.Output> outputs = outputs(query);
    List<OutputOrders.Declared> declared = declaredOrder(columns);
    return Understanding.of(
        query.plan(),
        !uses.volatileFunctions().isEmpty(),
        plan -> OutputOrders.choose(plan, outputs, declared),
        Facts.known(tables()));
  }

  private SortedMap<String, KnownTable> tables() {
    TreeMap<String, KnownTable> tables = new TreeMap<>();
    inputs.forEach(input -> tables.put(input.table(), input.known()));
    return tables;
  }

  /** The same of a compiler under whose names the model reads other tables. */
  UnderstoodModel named(CompiledModel compiled, BoundQuery query) {
    return understood(compiled(query, compiled.columns()), query);
  }

  /** The engine makes equal names distinct by a number; only then are they asked for once more. */
  private List<String> writtenNames(BindingSession session, BoundQuery query) {
    List<String> names = query.columns().stream().map(BoundColumn::name).toList();
    TreeSet<String> lower = new TreeSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    for (String name : names) {
      int number = name.lastIndexOf('_');
      if (number > 0
          && name.substring(number + 1).matches("[0-9]+")
          && lower.contains(name.substring(0, number).toLowerCase(Locale.ROOT))) {
        return session.writtenNames(model.sql().text());
      }
    }
    return names;
  }

  private CompiledModel compiled(BoundQuery query, List<OutputColumn> columns) {
    Understanding understanding = understanding(query, columns);
    ResultClass resultClass = understanding.resultClass();
    Node normal = understanding.form().normal();
    boolean understood = !isOpaque(normal);
    Optional<Nameless> nameless =
        understood && resultClass == ResultClass.EXACT
            ? Optional.of(understanding.form().nameless(models()))
            : Optional.empty();
    Fingerprint plan = fingerprint(query, normal);
    ModelHeader header = model.header();
    return new CompiledModel(
        model.name(),
        model.file(),
        model.sql().text(),
        plan,
        nameless.map(numbered -> fingerprint(query, numbered.plan())).orElse(plan),
        understood ? PlanPath.ALGEBRA : PlanPath.NATIVE,
        resultClass,
        understanding.classification().threadSensitive()
            || resultClass == ResultClass.VOLATILE
            || understanding.order().singleThread(),
        columns,
        nameless
            .map(numbered -> uses(numbered.columns(), scanned(normal)))
            .orElseGet(this::allColumns),
        understanding.order().order(),
        parameters(),
        uses.macros(),
        clock(),
        header.key().stream().map(column -> spelled(column, columns)).toList(),
        header.tags(),
        header.description(),
        header.tier(),
        header.profile(),
        header.kind(),
        understanding.facts(),
        understanding.ties());
  }

  /** Its own and those of the inline models that it reads. */
  private List<String> parameters() {
    TreeSet<String> parameters = new TreeSet<>(model.sql().parameters());
    uses.macros().stream()
        .filter(SqlMacro::view)
        .forEach(view -> parameters.addAll(ParameterSlots.names(view.definition())));
    return List.copyOf(parameters);
  }

  private List<OutputOrders.Output> outputs(BoundQuery query) {
    return query.columns().stream()
        .map(column -> new OutputOrders.Output(column.name(), column.type()))
        .toList();
  }

  private List<OutputOrders.Declared> declaredOrder(List<OutputColumn> columns) {
    ModelHeader header = model.header();
    if (!header.orderBy().isEmpty()) {
      return header.orderBy().stream()
          .map(
              term ->
                  new OutputOrders.Declared(
                      spelled(term.column(), columns), term.descending(), term.nullsFirst()))
          .toList();
    }
    return header.key().stream()
        .map(column -> new OutputOrders.Declared(spelled(column, columns), false, false))
        .toList();
  }

  private static String spelled(String column, List<OutputColumn> columns) {
    return columns.stream()
        .map(OutputColumn::name)
        .filter(column::equalsIgnoreCase)
        .findFirst()
        .orElse(column);
  }

  private List<ClockUse> clock() {
    return parsed.clock().stream()
        .map(asked -> asked == Asked.DATE ? ClockUse.DATE : ClockUse.TIMESTAMP)
        .sorted()
        .toList();
  }

  /**
   * Of all that says what is computed. The facts that were relied on are no part of it: nothing is
   * decided about a model before they are verified on the rows that it reads.
   */
  private Fingerprint fingerprint(BoundQuery query, Node normal) {
    List<String> texts = new ArrayList<>();
    texts.add("plan");
    texts.addAll(policy);
    texts.add(PlanEncoding.identify(normal).fingerprint().hex());
    clock().forEach(use -> texts.add(use.name()));
    // What the binder computed of the clock is in no plan: then the text itself has to be the same.
    texts.add(query.faithful() ? "" : model.sql().text());
    if (!query.faithful() || isText(normal)) {
      texts.addAll(uses.texts());
    }
    return PlanEncoding.ofTexts(texts);
  }

  /** Whether the engine gives no plan of it, so that a function's body is nowhere in it. */
  private static boolean isText(Node node) {
    return node instanceof OpaqueNode opaque && opaque.operator().equals(OpaqueNode.TEXT);
  }

  private Set<String> models() {
    return inputs.stream()
        .filter(input -> !input.isSource())
        .map(Input::table)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What is read of each table, given the columns that the normal form reads.
   *
   * @param scanned the tables that are still in it
   */
  private List<InputUse> uses(Map<String, List<String>> columns, Set<String> scanned) {
    return inputs.stream()
        .map(
            input ->
                new InputUse(
                    input.table(),
                    input.isSource(),
                    columns.getOrDefault(input.table(), List.of()),
                    false,
                    scanned.contains(input.table())))
        .toList();
  }

  private List<InputUse> allColumns() {
    return inputs.stream()
        .map(input -> new InputUse(input.table(), input.isSource(), List.of(), true))
        .toList();
  }

  /** The tables of a plan. */
  private static Set<String> scanned(Node node) {
    TreeSet<String> tables = new TreeSet<>();
    if (node instanceof Scan scan) {
      tables.add(scan.table());
    }
    node.inputs().forEach(input -> tables.addAll(scanned(input)));
    return tables;
  }

  private static boolean isOpaque(Node node) {
    return node instanceof OpaqueNode
        || node.expressions().stream()
            .anyMatch(expression -> expression.any(each -> each instanceof OpaqueExpression))
        || node.inputs().stream().anyMatch(ModelCompiler::isOpaque);
  }
}

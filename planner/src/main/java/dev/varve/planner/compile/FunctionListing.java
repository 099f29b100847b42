package dev.varve.planner.compile;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.InputException;
import dev.varve.planner.bind.BindOutcome;
import dev.varve.planner.bind.BindingSession;
import dev.varve.planner.classify.Classification;
import dev.varve.planner.classify.Classifier;
import dev.varve.planner.classify.FunctionList;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.function.FunctionEntry;
import dev.varve.planner.function.FunctionEntry.Origin;
import dev.varve.planner.function.FunctionEntry.Rung;
import dev.varve.planner.inline.Uses;
import dev.varve.planner.normalize.Normalizer;
import dev.varve.planner.plan.Aggregate;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.OneRow;
import dev.varve.planner.plan.Project;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.function.FunctionFile;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What can be said of a project's own functions without knowing who calls them. */
final class FunctionListing {
  private final ProjectFunctions functions;
  private final Compiler compiler;

  private FunctionListing(ProjectFunctions functions, Compiler compiler) {
    this.functions = functions;
    this.compiler = compiler;
  }

  static List<FunctionEntry> of(
      dev.varve.planner.project.Project project, Fingerprint versions, Compiler compiler) {
    CompilationMemory none = CompilationMemory.empty();
    ProjectFunctions functions =
        new ProjectFunctions(project.functions(), none, CompilationMemory.empty(), compiler);
    TreeSet<String> tables = new TreeSet<>(project.sources().keySet());
    project.models().stream().map(ModelFile::name).forEach(tables::add);
    functions.understand(new References(tables), versions);
    if (!functions.problems().isEmpty()) {
      throw new InputException(functions.problems());
    }
    FunctionListing listing = new FunctionListing(functions, compiler);
    return project.functions().stream().map(listing::entry).toList();
  }

  /** How much of what a call yields is decided by its arguments. */
  private record Known(String volatility, String threads, boolean plain, List<String> computes) {}

  private FunctionEntry entry(FunctionFile file) {
    Uses uses = functions.ofCall(file);
    Known known = uses.tables().isEmpty() ? bound(file, uses) : unbound(uses);
    boolean slow =
        uses.query().functions().stream().anyMatch(FunctionList.reviewed()::isRowByRow)
            || (!file.table() && !known.plain());
    return FunctionEntry.of(
        Origin.PROJECT,
        file.table() ? "table" : "scalar",
        file.name(),
        List.of(file.signature()),
        known.volatility(),
        known.threads(),
        slow ? Rung.ROW_BY_ROW : Rung.VECTORISED,
        file.description(),
        known.computes());
  }

  private Known bound(FunctionFile file, Uses uses) {
    BindOutcome outcome = compiler.withSession(session -> bind(session, file, uses));
    if (!(outcome instanceof BindOutcome.Bound bound)) {
      return unbound(uses);
    }
    Node plan = bound.query().plan();
    Classification classification = Classifier.of(plan);
    boolean byName = !uses.volatileFunctions().isEmpty();
    ResultClass resultClass = byName ? ResultClass.VOLATILE : classification.resultClass();
    List<String> computes = new ArrayList<>();
    computes.add(
        PlanEncoding.identify(Normalizer.normalize(plan, resultClass)).fingerprint().hex());
    if (!bound.query().faithful() || byName) {
      computes.addAll(uses.texts());
    }
    return new Known(
        volatility(resultClass, uses),
        byName || classification.threadSensitive() ? "yes" : "no",
        isPlain(plan),
        computes);
  }

  private BindOutcome bind(BindingSession session, FunctionFile file, Uses uses) {
    functions.declare(session, uses);
    return session.bind(file.call(), uses.query());
  }

  /** Of one whose tables, or whose constant arguments, only its callers know. */
  private static Known unbound(Uses uses) {
    boolean volatileByName = !uses.volatileFunctions().isEmpty();
    return new Known(
        volatileByName ? "volatile" : "by its caller",
        volatileByName ? "yes" : "by its caller",
        uses.tables().isEmpty(),
        uses.texts());
  }

  private static String volatility(ResultClass resultClass, Uses uses) {
    return switch (resultClass) {
      case VOLATILE -> "volatile";
      case ORDER_SENSITIVE -> "ordered";
      case EXACT -> uses.query().clock().isEmpty() ? "exact" : "clock";
    };
  }

  /** Whether it is one expression over its arguments, without a query for each row. */
  private static boolean isPlain(Node plan) {
    return plan instanceof OneRow
        || (plan instanceof Project project && isPlain(project.input()))
        || (plan instanceof Aggregate aggregate && isPlain(aggregate.input()));
  }
}

package dev.varve.activities.plan;

import dev.varve.activities.phase.compile.ProjectLook;
import dev.varve.planner.build.Reason;
import dev.varve.planner.classify.Classification;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.explain.ExplainedKey;
import dev.varve.planner.explain.ExplainedOperator;
import dev.varve.planner.explain.ModelExplanation;
import dev.varve.planner.facts.Fact;
import dev.varve.workflows.BuildRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says all that decides about a model; takes no lease and writes nothing. */
final class Explaining {
  private final ProjectLook look;

  Explaining(ProjectLook look) {
    this.look = look;
  }

  ExplainReport explain(BuildRequest request, String name) {
    ProjectLook.Explained explained = look.explain(request, name);
    ModelExplanation explanation = explained.explanation();
    CompiledModel model = explanation.model();
    Reason reason = explained.planned().decision().reason();
    return new ExplainReport(
        ExplainReport.FORMAT_VERSION,
        explained.project(),
        request.environment(),
        model.name(),
        model.file(),
        explained.planned().decision().kind().word(),
        new PlanReason(reason.code().name(), reason.message(), reason.changed()),
        model.plan().hex(),
        explanation.fingerprintParts(),
        word(model.path()),
        explanation.notUnderstood(),
        word(model.resultClass()),
        explanation.classReasons(),
        explanation.threadReasons(),
        new ExplainReport.Order(
            explained.tier().name(), model.order().terms(), explanation.orderReason()),
        columns(model),
        inputs(model),
        operators(explanation.bound()),
        operators(explanation.normal()),
        key(explained.key()),
        model.facts().stream().map(Fact::sentence).toList(),
        explained.versions());
  }

  private static List<PlannedColumn> columns(CompiledModel model) {
    List<PlannedColumn> columns = new ArrayList<>();
    for (OutputColumn column : model.columns()) {
      columns.add(new PlannedColumn(column.name(), column.stored().engineType()));
    }
    return columns;
  }

  private static List<ExplainReport.Input> inputs(CompiledModel model) {
    List<ExplainReport.Input> inputs = new ArrayList<>();
    for (InputUse input : model.inputs()) {
      inputs.add(
          new ExplainReport.Input(
              input.table(),
              input.isSource() ? "source" : "model",
              input.columns(),
              input.allColumns(),
              input.counts()));
    }
    return inputs;
  }

  private static List<ExplainReport.Operator> operators(List<ExplainedOperator> operators) {
    return operators.stream()
        .map(
            operator ->
                new ExplainReport.Operator(
                    operator.depth(),
                    operator.text(),
                    operator.fingerprint().hex(),
                    operator.own().map(Classification::resultClass).map(Explaining::word),
                    operator
                        .own()
                        .filter(own -> own.resultClass() != ResultClass.EXACT)
                        .map(Classification::doubts)
                        .orElse(operator.kept())))
        .toList();
  }

  private static ExplainReport.Key key(ExplainedKey key) {
    return new ExplainReport.Key(
        key.fingerprint().map(fingerprint -> fingerprint.hex()),
        key.parts().stream()
            .map(
                part ->
                    new ExplainReport.Ingredient(
                        word(part.kind()), part.name(), part.value(), part.why()))
            .toList());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package dev.varve.activities.plan;

import dev.varve.activities.phase.compile.Compared;
import dev.varve.activities.phase.compile.ProjectLook;
import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.diff.ColumnChange;
import dev.varve.planner.diff.Downstream;
import dev.varve.planner.diff.Edit;
import dev.varve.planner.diff.ModelChange;
import dev.varve.planner.diff.ModelDiff;
import dev.varve.planner.diff.ModelVersion;
import dev.varve.planner.diff.SourceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Says how a project differs from what it was; takes no lease and writes nothing. */
final class Diffs {
  private final ProjectLook look;
  private final VerdictSearch verdicts;

  Diffs(ProjectLook look, VerdictSearch verdicts) {
    this.look = look;
    this.verdicts = verdicts;
  }

  /**
   * Compares.
   *
   * @param models those to tell of; none for all
   * @throws InputException when one of these was never there, or there is nothing to compare with
   */
  DiffReport of(String project, List<String> models, String environment, String against) {
    return look.compare(project, environment, against, compared -> of(models, compared));
  }

  private DiffReport of(List<String> models, Compared compared) {
    SortedSet<String> wanted = wanted(models, compared);
    List<DiffReport.Model> told = new ArrayList<>();
    for (ModelChange change : compared.diff().models()) {
      if (wanted.contains(change.name())) {
        told.add(model(change, compared));
      }
    }
    List<DiffReport.Source> sources =
        models.isEmpty()
            ? compared.diff().sources().stream().map(Diffs::source).toList()
            : List.of();
    return new DiffReport(
        DiffReport.FORMAT_VERSION,
        compared.project(),
        new DiffReport.Against(
            compared.kind(), compared.name(), compared.detail(), compared.notes()),
        told,
        sources,
        compared.problems().stream().map(PlanProblem::of).toList());
  }

  private static SortedSet<String> wanted(List<String> models, Compared compared) {
    TreeSet<String> all = new TreeSet<>(compared.before().names());
    all.addAll(compared.after().names());
    if (models.isEmpty()) {
      return all;
    }
    TreeSet<String> wanted = new TreeSet<>();
    List<Problem> problems = new ArrayList<>();
    for (String written : models) {
      all.stream()
          .filter(
              name -> name.equalsIgnoreCase(written) || name.equalsIgnoreCase("main." + written))
          .findFirst()
          .ifPresentOrElse(
              wanted::add,
              () ->
                  problems.add(
                      Problem.of(
                          "UNKNOWN_MODEL",
                          "Neither version of the project has a model " + written + ".",
                          Nearest.hint(written, all) + "Name models as schema.table.")));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return wanted;
  }

  private DiffReport.Model model(ModelChange change, Compared compared) {
    Optional<ModelDiff> diff = change.diff();
    return new DiffReport.Model(
        change.name(),
        word(change.status()),
        change.category().map(Enum::name),
        change.formerName(),
        change.sameText(),
        diff.map(ModelDiff::sameRows),
        columns(change),
        diff.map(d -> d.edits().stream().map(Diffs::edit).toList()).orElse(List.of()),
        diff.map(ModelDiff::multiplying).orElse(List.of()),
        diff.map(ModelDiff::doubts).orElse(List.of()),
        change.why(),
        diff.flatMap(d -> verdict(change, d, compared)),
        change.affected().stream().map(Diffs::reader).toList(),
        change.unaffected().stream().map(Diffs::reader).toList());
  }

  private Optional<Verdict> verdict(ModelChange change, ModelDiff diff, Compared compared) {
    ModelVersion before =
        compared.before().model(change.formerName().orElse(change.name())).orElseThrow();
    ModelVersion after = compared.after().model(change.name()).orElseThrow();
    return verdicts.of(
        new VerdictSearch.Asked(
            before,
            compared.before().schemas(),
            compared.timezoneBefore(),
            compared.argumentsBefore()),
        new VerdictSearch.Asked(
            after, compared.after().schemas(), compared.timezone(), compared.arguments()),
        diff);
  }

  private static List<DiffReport.Column> columns(ModelChange change) {
    List<DiffReport.Column> columns = new ArrayList<>();
    change
        .diff()
        .ifPresent(
            diff ->
                diff.columns()
                    .forEach(
                        column ->
                            columns.add(
                                new DiffReport.Column(
                                    word(column.kind()),
                                    column.name(),
                                    column.before().map(Diffs::shape),
                                    column.after().map(Diffs::shape)))));
    boolean added = change.status() == ModelChange.Status.ADDED;
    for (ColumnChange.Shape shape : change.columns()) {
      Optional<DiffReport.ColumnShape> only = Optional.of(shape(shape));
      columns.add(
          new DiffReport.Column(
              added ? "added" : "removed",
              shape.name(),
              added ? Optional.empty() : only,
              added ? only : Optional.empty()));
    }
    return columns;
  }

  private static DiffReport.ColumnShape shape(ColumnChange.Shape shape) {
    return new DiffReport.ColumnShape(shape.name(), shape.type(), shape.expression());
  }

  private static DiffReport.Change edit(Edit edit) {
    return new DiffReport.Change(
        word(edit.kind()), edit.what(), edit.before(), edit.after(), edit.sentence());
  }

  private static DiffReport.Reader reader(Downstream reader) {
    return new DiffReport.Reader(
        reader.model(), reader.columns(), reader.allColumns(), reader.why());
  }

  private static DiffReport.Source source(SourceChange change) {
    return new DiffReport.Source(
        change.name(),
        word(change.kind()),
        change.affected().stream().map(Diffs::reader).toList(),
        change.unaffected().stream().map(Diffs::reader).toList());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

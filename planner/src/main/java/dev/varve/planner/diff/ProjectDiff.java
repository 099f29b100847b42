package dev.varve.planner.diff;

import dev.varve.planner.build.InputContents;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.diff.ModelChange.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Two versions of a project compared.
 *
 * @param models those that changed, inputs first, then those that are gone or not understood
 * @param sources those whose declarations changed, by name
 */
public record ProjectDiff(List<ModelChange> models, List<SourceChange> sources) {
  public ProjectDiff {
    models = List.copyOf(models);
    sources = List.copyOf(sources);
  }

  /** To be called under a {@link dev.varve.planner.DeepStack}. */
  public static ProjectDiff between(ProjectVersion before, ProjectVersion after) {
    Comparison comparison = new Comparison(before, after);
    return new ProjectDiff(comparison.models(), comparison.sources());
  }

  /** One comparison on its way. */
  private static final class Comparison {
    private final ProjectVersion before;
    private final ProjectVersion after;
    private final Renames renames = new Renames();
    private final Effects effects;
    private final TreeSet<String> gone = new TreeSet<>();

    /** What is told of each model, before its readers are known. */
    private final List<ModelChange> changes = new ArrayList<>();

    Comparison(ProjectVersion before, ProjectVersion after) {
      this.before = before;
      this.after = after;
      this.effects = new Effects(before, after, renames);
      gone.addAll(before.names());
      gone.removeAll(after.names());
      for (ModelVersion now : after.ordered()) {
        compare(now);
      }
      for (String name : after.names()) {
        if (after.model(name).isEmpty()) {
          uncompared(name, after.fault(name));
        }
      }
      for (String name : gone) {
        removed(name);
      }
    }

    List<ModelChange> models() {
      return changes.stream().map(this::withReaders).toList();
    }

    private ModelChange withReaders(ModelChange change) {
      if (change.status() == Status.REMOVED) {
        return change;
      }
      Effects.Reach reach = effects.of(change.name());
      return new ModelChange(
          change.name(),
          change.status(),
          change.formerName(),
          change.sameText(),
          change.diff(),
          change.columns(),
          change.why(),
          reach.affected(),
          reach.unaffected());
    }

    List<SourceChange> sources() {
      Map<String, InputContents.OfSource> old = before.sources();
      TreeSet<String> all = new TreeSet<>(old.keySet());
      all.addAll(after.sources().keySet());
      List<SourceChange> changed = new ArrayList<>();
      for (String name : all) {
        InputContents.OfSource was = old.get(name);
        InputContents.OfSource is = after.sources().get(name);
        if (!effects.sameSource(name)) {
          Edit.Kind kind =
              was == null ? Edit.Kind.ADDED : is == null ? Edit.Kind.REMOVED : Edit.Kind.CHANGED;
          Effects.Reach reach = effects.of(name);
          changed.add(new SourceChange(name, kind, reach.affected(), reach.unaffected()));
        }
      }
      return changed;
    }

    private void compare(ModelVersion now) {
      String name = now.model().name();
      Optional<ModelVersion> was = before.model(name);
      if (was.isEmpty() && before.names().contains(name)) {
        effects.add(Optional.empty(), now);
        uncompared(name, "before, " + before.fault(name));
        return;
      }
      Optional<String> former = was.isEmpty() ? formerName(now) : Optional.empty();
      Optional<ModelVersion> old = former.isPresent() ? before.model(former.get()) : was;
      if (old.isEmpty()) {
        effects.add(old, now);
        changes.add(change(name, Status.ADDED, Optional.empty(), "", shapes(now)));
        return;
      }
      former.ifPresent(
          written -> {
            gone.remove(written);
            renames.table(written, name);
          });
      if (former.isPresent() || differ(old.get(), now)) {
        ModelDiff diff = SemanticDiff.between(old.get(), now, renames);
        for (ColumnChange column : diff.columns()) {
          if (column.kind() == ColumnChange.Kind.RENAMED) {
            renames.column(
                old.get().model().name(), column.before().orElseThrow().name(), column.name());
          }
        }
        boolean sameText = old.get().file().text().equals(now.file().text());
        changes.add(
            new ModelChange(
                name,
                former.isPresent() ? Status.RENAMED : Status.CHANGED,
                former,
                sameText,
                Optional.of(diff),
                List.of(),
                "",
                List.of(),
                List.of()));
      }
      effects.add(old, now);
    }

    /**
     * Whether anything was written or is given otherwise, or the columns are others. What only
     * follows from other types of what is read is told of its readers.
     */
    private static boolean differ(ModelVersion was, ModelVersion is) {
      return !was.file().text().equals(is.file().text())
          || !was.file().file().equals(is.file().file())
          || !was.model().functions().equals(is.model().functions())
          || !FactEdits.shape(was.model().columns()).equals(FactEdits.shape(is.model().columns()))
          || FactEdits.between(was, is).any();
    }

    /** A model that is gone and computed exactly this. */
    private Optional<String> formerName(ModelVersion now) {
      for (String name : gone) {
        Optional<ModelVersion> was = before.model(name);
        if (was.isPresent() && sameTable(was.get(), now)) {
          return Optional.of(name);
        }
      }
      return Optional.empty();
    }

    private boolean sameTable(ModelVersion was, ModelVersion now) {
      boolean sameQuery =
          was.model().query().equals(now.model().query())
              && renames.same(was.model().inputs(), now.model().inputs());
      return sameQuery
          && FactEdits.shape(was.model().columns()).equals(FactEdits.shape(now.model().columns()));
    }

    private void removed(String name) {
      List<ColumnChange.Shape> columns =
          before.model(name).map(Comparison::shapes).orElse(List.of());
      changes.add(change(name, Status.REMOVED, Optional.empty(), "", columns));
    }

    private void uncompared(String name, String why) {
      changes.add(change(name, Status.UNCOMPARED, Optional.empty(), why, List.of()));
    }

    private static ModelChange change(
        String name,
        Status status,
        Optional<String> former,
        String why,
        List<ColumnChange.Shape> columns) {
      return new ModelChange(
          name, status, former, false, Optional.empty(), columns, why, List.of(), List.of());
    }

    private static List<ColumnChange.Shape> shapes(ModelVersion version) {
      List<ColumnChange.Shape> shapes = new ArrayList<>();
      for (OutputColumn column : version.model().columns()) {
        shapes.add(new ColumnChange.Shape(column.name(), column.stored().engineType(), ""));
      }
      return shapes;
    }
  }
}

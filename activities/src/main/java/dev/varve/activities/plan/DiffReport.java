package dev.varve.activities.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a project differs from what it was, and what that can affect: the answer of {@code varve
 * diff}.
 *
 * @param models those that changed, inputs first, then those that are gone or not understood
 * @param sources those that are declared otherwise
 * @param problems of models as they are now
 */
public record DiffReport(
    int formatVersion,
    String project,
    Against against,
    List<Model> models,
    List<Source> sources,
    List<PlanProblem> problems) {
  public static final int FORMAT_VERSION = 1;

  /**
   * What it is compared with.
   *
   * @param kind {@code environment} or {@code revision}
   * @param detail the build or the commit
   * @param notes what is to be known of it, each a sentence
   */
  public record Against(String kind, String name, String detail, List<String> notes) {
    public Against {
      notes = List.copyOf(notes);
    }
  }

  /**
   * A model that changed.
   *
   * @param status {@code added}, {@code removed}, {@code renamed}, {@code changed} or {@code
   *     uncompared}
   * @param category absent where it could not be compared
   * @param formerName of one that is called otherwise now
   * @param sameText its own text is what it was
   * @param sameRows its rows are proved to be as many and to come of the same; absent where there
   *     are not two versions
   * @param edits what changed of it, each in a sentence
   * @param multiplying joins and unnests that are not proved to keep the number of rows
   * @param doubts why little can be proved
   * @param why it could not be compared; empty where it could
   */
  public record Model(
      String name,
      String status,
      Optional<String> category,
      Optional<String> formerName,
      boolean sameText,
      Optional<Boolean> sameRows,
      List<Column> columns,
      List<Change> edits,
      List<String> multiplying,
      List<String> doubts,
      String why,
      Optional<Verdict> verdict,
      List<Reader> affected,
      List<Reader> unaffected) {
    public Model {
      Objects.requireNonNull(name);
      columns = List.copyOf(columns);
      edits = List.copyOf(edits);
      multiplying = List.copyOf(multiplying);
      doubts = List.copyOf(doubts);
      affected = List.copyOf(affected);
      unaffected = List.copyOf(unaffected);
    }
  }

  /**
   * A column that changed.
   *
   * @param change one of added, removed, renamed, retyped and changed
   */
  public record Column(
      String change, String name, Optional<ColumnShape> before, Optional<ColumnShape> after) {}

  /** A column as it was or is; the expression is empty where it does not matter. */
  public record ColumnShape(String name, String type, String expression) {}

  /**
   * What changed.
   *
   * @param change one of added, removed, changed and moved
   * @param sentence all of it in words
   */
  public record Change(
      String change,
      String what,
      Optional<String> before,
      Optional<String> after,
      String sentence) {}

  /**
   * A reader of what changed.
   *
   * @param columns those that may hold something else
   * @param allColumns these are all that it has
   */
  public record Reader(String model, List<String> columns, boolean allColumns, String why) {
    public Reader {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A source that is declared otherwise.
   *
   * @param change one of added, removed and changed
   */
  public record Source(String name, String change, List<Reader> affected, List<Reader> unaffected) {
    public Source {
      affected = List.copyOf(affected);
      unaffected = List.copyOf(unaffected);
    }
  }

  public DiffReport {
    Objects.requireNonNull(project);
    Objects.requireNonNull(against);
    models = List.copyOf(models);
    sources = List.copyOf(sources);
    problems = List.copyOf(problems);
  }

  /** Whether a table would hold something else, or may. */
  public boolean computesOtherwise() {
    return !sources.isEmpty()
        || models.stream()
            .anyMatch(
                model ->
                    model
                        .category()
                        .map(name -> !name.equals("NONE") && !name.equals("METADATA_ONLY"))
                        .orElse(true));
  }

  /** Whether anything differs. */
  public boolean differs() {
    return !models.isEmpty() || !sources.isEmpty();
  }
}

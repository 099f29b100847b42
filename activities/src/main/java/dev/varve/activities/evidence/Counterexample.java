package dev.varve.activities.evidence;

import dev.varve.activities.lane.duckdb.ScratchEngine.Answer;
import dev.varve.planner.classify.OutputOrders.Output;
import dev.varve.planner.evidence.ComparedColumns;
import dev.varve.planner.evidence.Definition;
import dev.varve.planner.evidence.Instance;
import dev.varve.planner.evidence.InstanceScript;
import dev.varve.planner.evidence.InstanceTable;
import dev.varve.planner.evidence.Question;
import dev.varve.planner.types.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables on which two definitions differ, with as few rows as were found to show it.
 *
 * @param onlyInThisOrder the results depend on the order of the input's rows, and in another one
 *     they may be the same
 */
public record Counterexample(
    Question question,
    String timezone,
    Instant clock,
    Difference difference,
    boolean onlyInThisOrder,
    Instance inputs,
    Answer before,
    Answer after)
    implements Verdict {
  /** How they differ. */
  public enum Difference {
    /** By their rows. */
    ROWS,
    /** By the order of their rows alone. */
    ORDER,
    /** One of the two ends with an error. */
    ERROR
  }

  /** A small table for people; a value that is absent is NULL. */
  public record Shown(String title, List<String> columns, List<List<Optional<String>>> rows) {}

  @Override
  public ComparedColumns columns() {
    return question.columns();
  }

  /** In one sentence. */
  public String sentence() {
    String differ =
        switch (difference) {
          case ROWS -> "Old and new give different rows";
          case ORDER -> "Old and new give the same rows in another order";
          case ERROR ->
              before instanceof Answer.Failed
                  ? "The old definition ends with an error and the new one does not"
                  : "The new definition ends with an error and the old one does not";
        };
    return differ
        + (inputs.tables().isEmpty() ? ", whatever there is" : " on these tables")
        + (onlyInThisOrder ? ", in this order of their rows." : ".");
  }

  /** The tables read, then what the old and the new definition give. */
  public List<Shown> tables() {
    List<Shown> tables = new ArrayList<>();
    for (InstanceTable table : inputs.tables()) {
      List<List<Optional<String>>> rows = new ArrayList<>();
      for (List<String> row : table.rows()) {
        rows.add(
            row.stream()
                .map(value -> value.equals("NULL") ? Optional.<String>empty() : Optional.of(value))
                .toList());
      }
      tables.add(
          new Shown(table.name(), table.columns().stream().map(Column::name).toList(), rows));
    }
    tables.add(shown("old result", question.before(), before));
    tables.add(shown("new result", question.after(), after));
    return tables;
  }

  private static Shown shown(String title, Definition definition, Answer answer) {
    if (answer instanceof Answer.Rows rows) {
      return new Shown(
          title, definition.columns().stream().map(Output::name).toList(), rows.rows());
    }
    Answer.Failed failed = (Answer.Failed) answer;
    String first = failed.message().lines().findFirst().orElse("");
    return new Shown(
        title, List.of("error"), List.of(List.of(Optional.of(failed.kind() + ": " + first))));
  }

  @Override
  public String text() {
    return Stream.concat(Stream.of(sentence()), columns().differences().stream())
        .collect(Collectors.joining(" "));
  }

  /** Statements for the engine's shell, which show the same. */
  public String script() {
    return InstanceScript.of(question, inputs, timezone, clock);
  }
}

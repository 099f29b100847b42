package dev.varve.activities.evidence;

import dev.varve.activities.evidence.Counterexample.Difference;
import dev.varve.activities.lane.duckdb.ScratchEngine.Answer;
import dev.varve.planner.evidence.ComparedColumns;
import dev.varve.planner.evidence.ComparedColumns.Shared;
import dev.varve.planner.evidence.Question;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares results in the columns that both have. */
final class ResultComparison {
  private final ComparedColumns columns;
  private final boolean inOrder;

  private ResultComparison(ComparedColumns columns, boolean inOrder) {
    this.columns = columns;
    this.inOrder = inOrder;
  }

  static ResultComparison of(Question question) {
    return new ResultComparison(question.columns(), question.inOrder());
  }

  /** Nothing where both are the same, or end with an error both. */
  Optional<Difference> difference(Answer before, Answer after) {
    if (before instanceof Answer.Rows one && after instanceof Answer.Rows other) {
      List<String> rows = rows(one, true);
      List<String> others = rows(other, false);
      if (rows.equals(others)) {
        return Optional.empty();
      }
      rows.sort(null);
      others.sort(null);
      if (!rows.equals(others)) {
        return Optional.of(Difference.ROWS);
      }
      return inOrder ? Optional.of(Difference.ORDER) : Optional.empty();
    }
    return before instanceof Answer.Failed && after instanceof Answer.Failed
        ? Optional.empty()
        : Optional.of(Difference.ERROR);
  }

  private List<String> rows(Answer.Rows result, boolean before) {
    List<String> rows = new ArrayList<>();
    for (List<Optional<String>> row : result.rows()) {
      StringBuilder text = new StringBuilder();
      for (Shared column : columns.shared()) {
        Optional<String> value = row.get(before ? column.before() : column.after());
        if (column.retyped()) {
          value = value.map(ResultComparison::alike);
        }
        // With its length, a value cannot be mistaken for two.
        text.append(value.map(known -> known.length() + ":" + known).orElse("-")).append('|');
      }
      rows.add(text.toString());
    }
    return rows;
  }

  /** Of a column whose type changed numbers are compared by their size: 1 is 1.00. */
  private static String alike(String value) {
    if (!value.matches("-?\\d{1,60}(\\.\\d{1,60})?")) {
      return value;
    }
    BigDecimal number = new BigDecimal(value);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}

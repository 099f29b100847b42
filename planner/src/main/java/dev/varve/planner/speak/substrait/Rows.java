package dev.varve.planner.speak.substrait;

import dev.varve.planner.types.EngineType;
import io.substrait.proto.Rel;
import java.util.ArrayList;
import java.util.List;

/** A relation and the columns that it yields. */
record Rows(Rel rel, List<Col> columns) {
  /** The type of a column, and whether it may hold NULL. */
  record Col(EngineType type, boolean nullable) {
    Col orNull() {
      return new Col(type, true);
    }
  }

  Rows {
    columns = List.copyOf(columns);
  }

  static List<Col> orNull(List<Col> columns) {
    return columns.stream().map(Col::orNull).toList();
  }

  static List<Col> both(List<Col> left, List<Col> right) {
    List<Col> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }
}

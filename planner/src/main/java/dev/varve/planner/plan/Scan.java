package dev.varve.planner.plan;

import dev.varve.planner.types.Column;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * The rows of a table.
 *
 * @param table {@code schema.table}
 * @param columns what is read of it, in the order of the scan
 */
public record Scan(String table, List<Column> columns) implements Node {
  /**
   * Stands where the engine counts rows and reads no column. It has a position, and nobody reads
   * it.
   */
  public static final Column NOTHING = new Column("", "BIGINT");

  public Scan {
    columns = List.copyOf(columns);
  }

  @Override
  public List<Node> inputs() {
    return List.of();
  }

  @Override
  public Node mapInputs(UnaryOperator<Node> change) {
    return this;
  }

  @Override
  public List<Expression> expressions() {
    return List.of();
  }

  @Override
  public Node mapExpressions(UnaryOperator<Expression> change) {
    return this;
  }

  @Override
  public OptionalInt width() {
    return OptionalInt.of(columns.size());
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.scan(this);
  }
}

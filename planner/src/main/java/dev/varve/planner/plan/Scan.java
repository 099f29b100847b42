package dev.varve.planner.plan;

import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableFacts;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * The rows of a table.
 *
 * @param table {@code schema.table}
 * @param columns what is read of it, in the order of the scan
 * @param facts what is known of the table's rows; no part of what the scan computes
 */
public record Scan(String table, List<Column> columns, TableFacts facts) implements Node {
  /**
   * Stands where the engine counts rows and reads no column. It has a position, and nobody reads
   * it.
   */
  public static final Column NOTHING = new Column("", "BIGINT");

  public Scan {
    columns = List.copyOf(columns);
  }

  /** Of a table of whose rows nothing is known. */
  public Scan(String table, List<Column> columns) {
    this(table, columns, TableFacts.NONE);
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

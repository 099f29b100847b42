package dev.varve.tests.tpch;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import java.sql.SQLException;
import java.util.Set;
import org.duckdb.DuckDBAppender;

/** One column of a generated table: its engine type, and how a value of it is appended. */
record TpchColumnWriter<E extends TpchEntity>(String name, String type, Append<E> append) {
  /** Few enough values for the narrow type. */
  private static final Set<String> NARROW_KEYS =
      Set.of("c_nationkey", "s_nationkey", "n_nationkey", "n_regionkey", "r_regionkey");

  /** Counted per order or part, yet wide in DuckDB's own TPC-H tables. */
  private static final Set<String> WIDE_NUMBERS = Set.of("l_linenumber", "ps_availqty");

  /** Appends the column's value of one row. */
  interface Append<E> {
    void to(DuckDBAppender appender, E row) throws SQLException;
  }

  static <E extends TpchEntity> TpchColumnWriter<E> of(TpchColumn<E> column) {
    String name = column.getColumnName();
    return switch (column.getType().getBase()) {
      case IDENTIFIER ->
          NARROW_KEYS.contains(name)
              ? new TpchColumnWriter<>(
                  name, "INTEGER", (to, row) -> to.append((int) column.getIdentifier(row)))
              : new TpchColumnWriter<>(
                  name, "BIGINT", (to, row) -> to.append(column.getIdentifier(row)));
      case INTEGER ->
          WIDE_NUMBERS.contains(name)
              ? new TpchColumnWriter<>(
                  name, "BIGINT", (to, row) -> to.append((long) column.getInteger(row)))
              : new TpchColumnWriter<>(
                  name, "INTEGER", (to, row) -> to.append(column.getInteger(row)));
      case DATE ->
          new TpchColumnWriter<>(
              name, "DATE", (to, row) -> to.appendEpochDays(column.getDate(row)));
      case DOUBLE ->
          // The generator counts in hundredths and divides: rounding gives the exact amount back.
          new TpchColumnWriter<>(
              name,
              "DECIMAL(15,2)",
              (to, row) -> to.appendDecimal(Math.round(column.getDouble(row) * 100)));
      case VARCHAR ->
          new TpchColumnWriter<>(name, "VARCHAR", (to, row) -> to.append(column.getString(row)));
    };
  }

  String declaration() {
    return name + " " + type + " not null";
  }
}

package dev.varve.activities.lane.duckdb;

import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.Sql;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Macros that shadow the engine's clock, so that a query reads the build's logical time. */
final class ClockMacros {
  private ClockMacros() {}

  /**
   * What sets the clock of a connection. Temporary macros are found before the engine's own, from
   * whatever namespace, and other connections do not see them.
   */
  static AdminStatement at(Instant logicalTime) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, logicalTime);
    Sql now = Sql.of("make_timestamptz({})", Sql.number(micros));
    Sql today = Sql.of("CAST({} AS DATE)", now);
    return AdminStatement.all(
        List.of(
            macro("now", now),
            macro("get_current_timestamp", now),
            macro("transaction_timestamp", now),
            macro("today", today),
            macro("current_date", today),
            macro("get_current_time", Sql.of("CAST({} AS TIMETZ)", now)),
            macro("current_localtimestamp", Sql.of("CAST({} AS TIMESTAMP)", now))));
  }

  private static AdminStatement macro(String name, Sql body) {
    return AdminStatement.of("CREATE OR REPLACE TEMPORARY MACRO {}() AS {}", Sql.name(name), body);
  }
}

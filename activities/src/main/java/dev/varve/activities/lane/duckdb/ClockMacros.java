package dev.varve.activities.lane.duckdb;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Macros that shadow the engine's clock, so that a query reads the build's logical time. */
final class ClockMacros {
  private ClockMacros() {}

  /**
   * Statements that set the clock of a connection. Temporary macros are found before the engine's
   * own, from whatever namespace, and other connections do not see them.
   */
  static String sql(Instant logicalTime) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, logicalTime);
    String now = "make_timestamptz(" + micros + ")";
    return macro("now", now)
        + macro("get_current_timestamp", now)
        + macro("transaction_timestamp", now)
        + macro("today", "CAST(" + now + " AS DATE)")
        + macro("current_date", "CAST(" + now + " AS DATE)")
        + macro("get_current_time", "CAST(" + now + " AS TIMETZ)")
        + macro("current_localtimestamp", "CAST(" + now + " AS TIMESTAMP)");
  }

  private static String macro(String name, String body) {
    return "CREATE OR REPLACE TEMPORARY MACRO " + name + "() AS " + body + ";\n";
  }
}

package dev.varve.planner.bind;

import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.Sql;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.plan.FunctionRef;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The macros that stand before the engine's clock, so that a build has one time. While binding they
 * hold a time that nobody writes, which the reader of plans recognises; a step runs with the
 * build's own.
 */
public final class ClockMacros {
  /** A microsecond in the year 2189: as a constant in a plan it means the clock. */
  static final long SENTINEL = 6_912_345_678_912_345L;

  /**
   * Another one, more than a year later: what comes out differently by it is a value of the clock.
   */
  static final long OTHER_SENTINEL = SENTINEL + 86_400_000_000L * 401 + 3_661_000_001L;

  private static final List<String> FORMS =
      List.of(Long.toString(SENTINEL), Long.toString(OTHER_SENTINEL));

  /** What each clock function asks for. */
  private static final Map<String, Asked> FUNCTIONS = functions();

  /** What of a time a function yields. */
  public enum Asked {
    DATE,
    TIMESTAMP
  }

  private ClockMacros() {}

  /** What a function of this name asks the clock for; nothing where it is no clock. */
  static Asked asked(String function) {
    return FUNCTIONS.get(function.toLowerCase(Locale.ROOT));
  }

  /** The statements that put the macros into the current schema, at a time in microseconds. */
  public static List<AdminStatement> statements(long micros) {
    Sql now = Sql.of("make_timestamptz({})", Sql.number(micros));
    Sql today = Sql.of("CAST({} AS DATE)", now);
    return List.of(
        macro("now", now),
        macro("get_current_timestamp", now),
        macro("transaction_timestamp", now),
        macro("today", today),
        macro("current_date", today),
        macro("get_current_time", Sql.of("CAST({} AS TIMETZ)", now)),
        macro("current_localtimestamp", Sql.of("CAST({} AS TIMESTAMP)", now)));
  }

  private static AdminStatement macro(String name, Sql body) {
    return AdminStatement.of("CREATE OR REPLACE MACRO {}() AS {}", Sql.name(name), body);
  }

  static boolean isSentinel(EngineType type, String value) {
    return type.equals(EngineTypes.TIMESTAMP_WITH_TIME_ZONE) && FORMS.contains(value);
  }

  static boolean isClock(FunctionRef function, List<Expression> arguments) {
    return function.shortName().equals("make_timestamptz")
        && arguments.size() == 1
        && arguments.get(0) instanceof Constant constant
        && FORMS.contains(constant.value());
  }

  private static Map<String, Asked> functions() {
    Map<String, Asked> functions = new TreeMap<>();
    for (String date : List.of("today", "current_date")) {
      functions.put(date, Asked.DATE);
    }
    for (String time :
        List.of(
            "now",
            "ago",
            "pg_conf_load_time",
            "pg_postmaster_start_time",
            "get_current_timestamp",
            "current_timestamp",
            "transaction_timestamp",
            "get_current_time",
            "current_time",
            "localtimestamp",
            "current_localtimestamp",
            "localtime",
            "current_localtime")) {
      functions.put(time, Asked.TIMESTAMP);
    }
    return functions;
  }
}

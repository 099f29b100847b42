package dev.varve.planner.testing;

import dev.varve.planner.types.TableSchema;
import java.util.List;
import java.util.Map;

/** The tables that the pairs of texts read, with a few rows on which much differs. */
public final class PairTables {
  /** What {@code w} has that {@code t} and {@code u} have not. */
  public static final String OTHER_COLUMNS =
      "k INTEGER, g BIGINT, ts TIMESTAMP, z TIMESTAMP WITH TIME ZONE, r FLOAT, l INTEGER[],"
          + " o BOOLEAN, y SMALLINT";

  /** Of {@code v}, whose texts compare by collations. */
  public static final String TEXT_COLUMNS =
      "i INTEGER, s VARCHAR COLLATE NOCASE, m VARCHAR COLLATE NOACCENT, x VARCHAR";

  private static final String NOON = "'2024-01-01 12:30:00'";

  /** One row in each statement, so that a script of them can be shortened. */
  public static final List<String> INSERTS =
      List.of(
          "INSERT INTO t VALUES (1, 1, 'a', 0.0, '2020-01-01', 1.25)",
          "INSERT INTO t VALUES (1, 2, 'A', '-0.0', '2024-02-29', 2)",
          "INSERT INTO t VALUES (2, 1, 'b', 0.1, NULL, -1.5)",
          "INSERT INTO t VALUES (2, NULL, '', 'nan', '2024-01-31', NULL)",
          "INSERT INTO t VALUES (NULL, 1, 'abc', NULL, '2023-05-06', 0)",
          "INSERT INTO t VALUES (3, 3, NULL, 'inf', '2020-01-01', 2.75)",
          "INSERT INTO t VALUES (-1, 0, 'aXc', 1e300, '2024-12-30', 2)",
          "INSERT INTO t VALUES (0, -1, 'a', 0.1, '1999-12-31', 1)",
          "INSERT INTO t VALUES (1, 1, 'a', 0.0, '2020-01-01', 1.25)",
          "INSERT INTO t VALUES (NULL, NULL, 'ba', NULL, NULL, NULL)",
          "INSERT INTO t VALUES (4, 2, 'B', -2.5, '2024-02-28', 0.5)",
          "INSERT INTO u VALUES (1, 2, 'a', 0.0, '2020-01-01', 1.25)",
          "INSERT INTO u VALUES (1, 1, 'b', 0.1, '2024-02-29', 2)",
          "INSERT INTO u VALUES (2, 0, 'A', '-0.0', NULL, NULL)",
          "INSERT INTO u VALUES (2, NULL, NULL, 'nan', '2021-06-07', 3)",
          "INSERT INTO u VALUES (NULL, 1, 'c', NULL, '2022-08-09', 1)",
          "INSERT INTO u VALUES (5, 3, 'a', 1e300, NULL, 0)",
          "INSERT INTO u VALUES (0, 1, '', 0.5, '2020-01-01', -1)",
          "INSERT INTO w VALUES (1, 5, " + NOON + ", " + NOON + ", 0.1, [1, 2, 2], true, 3)",
          "INSERT INTO w VALUES (2, 7, '2024-01-01', '2024-01-01 02:00:00', 1, [2], false, 1)",
          "INSERT INTO w VALUES (0, NULL, NULL, NULL, NULL, [], NULL, NULL)",
          "INSERT INTO w VALUES (NULL, 5, '2023-12-31 23:59:59.999999', "
              + NOON
              + ", -0.0, NULL,"
              + " true, 3)",
          "INSERT INTO w VALUES (3, -1, '2024-02-29', '2025-03-01', 'nan', [3, NULL, 1], false, 0)");

  private PairTables() {}

  /** Their schemas, by {@code main.<table>}. */
  public static Map<String, TableSchema> schemas() {
    return Map.of(
        "main.t",
        Tpch.schema(Rows.COLUMNS),
        "main.u",
        Tpch.schema(Rows.COLUMNS),
        "main.w",
        Tpch.schema(OTHER_COLUMNS),
        "main.v",
        Tpch.schema(TEXT_COLUMNS));
  }
}

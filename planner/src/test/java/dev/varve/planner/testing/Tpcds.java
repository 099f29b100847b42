package dev.varve.planner.testing;

import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The tables and queries of TPC-DS. */
public final class Tpcds {
  /** Days are days of a calendar, and what comes back was sold. */
  public static final List<String> UPDATES =
      List.of(
          "UPDATE date_dim SET d_date = make_date(d_year, least(d_moy, 12), least(d_dom, 28))"
              + " WHERE d_date_sk % 3 > 0",
          "UPDATE date_dim SET d_year = year(d_date), d_moy = month(d_date), d_dom = day(d_date),"
              + " d_qoy = quarter(d_date), d_dow = dayofweek(d_date), d_day_name = dayname(d_date),"
              + " d_month_seq = (year(d_date) - 1900) * 12 + month(d_date) - 1,"
              + " d_week_seq = date_diff('day', DATE '1899-12-31', d_date) // 7,"
              + " d_quarter_name = year(d_date) || 'Q' || quarter(d_date)",
          "UPDATE store_returns r SET sr_item_sk = ss_item_sk, sr_customer_sk = ss_customer_sk,"
              + " sr_ticket_number = ss_ticket_number FROM store_sales s"
              + " WHERE r.rowid = s.rowid AND r.rowid % 2 = 0",
          "UPDATE catalog_returns r SET cr_item_sk = cs_item_sk, cr_order_number = cs_order_number"
              + " FROM catalog_sales s WHERE r.rowid = s.rowid AND r.rowid % 2 = 0",
          "UPDATE web_returns r SET wr_item_sk = ws_item_sk, wr_order_number = ws_order_number"
              + " FROM web_sales s WHERE r.rowid = s.rowid AND r.rowid % 2 = 0");

  private Tpcds() {}

  /** The tables of many rows. */
  public static Set<String> facts() {
    return Set.of(
        "catalog_returns",
        "catalog_sales",
        "inventory",
        "store_returns",
        "store_sales",
        "web_returns",
        "web_sales");
  }

  /** The numbers of the queries. */
  public static int[] numbers() {
    return IntStream.rangeClosed(1, 99).toArray();
  }

  /** The columns of each table, by {@code main.<table>}. */
  public static Map<String, TableSchema> schemas() {
    Map<String, TableSchema> schemas = new TreeMap<>();
    for (String statement : ddl().split(";", -1)) {
      int open = statement.indexOf('(');
      if (open > 0) {
        String name = statement.substring(0, open).replace("CREATE TABLE", "").strip();
        schemas.put("main." + name, schema(statement.substring(open + 1)));
      }
    }
    return schemas;
  }

  private static TableSchema schema(String columns) {
    List<Column> list = new ArrayList<>();
    for (String line : columns.split("\n", -1)) {
      String[] words = line.strip().split(" ", -1);
      if (words.length == 2) {
        list.add(new Column(words[0], words[1].replaceAll(",$", "")));
      }
    }
    return new TableSchema(list);
  }

  /** The statements that create the tables. */
  public static String ddl() {
    return read("/tpcds/schema.sql");
  }

  /** The text of a query, without its semicolon. */
  public static String query(int number) {
    return read(String.format("/tpcds/q%02d.sql", number)).strip().replaceAll(";$", "");
  }

  private static String read(String name) {
    try (InputStream in = Tpcds.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

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
import java.util.TreeMap;

/** The tables and queries of TPC-H. */
public final class Tpch {
  private static final Map<String, String> TABLES =
      Map.of(
          "customer",
          "c_custkey BIGINT, c_name VARCHAR, c_address VARCHAR, c_nationkey INTEGER, c_phone VARCHAR,"
              + " c_acctbal DECIMAL(15,2), c_mktsegment VARCHAR, c_comment VARCHAR",
          "lineitem",
          "l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber BIGINT,"
              + " l_quantity DECIMAL(15,2), l_extendedprice DECIMAL(15,2), l_discount DECIMAL(15,2),"
              + " l_tax DECIMAL(15,2), l_returnflag VARCHAR, l_linestatus VARCHAR, l_shipdate DATE,"
              + " l_commitdate DATE, l_receiptdate DATE, l_shipinstruct VARCHAR, l_shipmode VARCHAR,"
              + " l_comment VARCHAR",
          "nation",
          "n_nationkey INTEGER, n_name VARCHAR, n_regionkey INTEGER, n_comment VARCHAR",
          "orders",
          "o_orderkey BIGINT, o_custkey BIGINT, o_orderstatus VARCHAR, o_totalprice DECIMAL(15,2),"
              + " o_orderdate DATE, o_orderpriority VARCHAR, o_clerk VARCHAR, o_shippriority INTEGER,"
              + " o_comment VARCHAR",
          "part",
          "p_partkey BIGINT, p_name VARCHAR, p_mfgr VARCHAR, p_brand VARCHAR, p_type VARCHAR,"
              + " p_size INTEGER, p_container VARCHAR, p_retailprice DECIMAL(15,2), p_comment VARCHAR",
          "partsupp",
          "ps_partkey BIGINT, ps_suppkey BIGINT, ps_availqty BIGINT, ps_supplycost DECIMAL(15,2),"
              + " ps_comment VARCHAR",
          "region",
          "r_regionkey INTEGER, r_name VARCHAR, r_comment VARCHAR",
          "supplier",
          "s_suppkey BIGINT, s_name VARCHAR, s_address VARCHAR, s_nationkey INTEGER, s_phone VARCHAR,"
              + " s_acctbal DECIMAL(15,2), s_comment VARCHAR");

  private Tpch() {}

  /** The columns of each table, by {@code main.<table>}. */
  public static Map<String, TableSchema> schemas() {
    Map<String, TableSchema> schemas = new TreeMap<>();
    TABLES.forEach((table, columns) -> schemas.put("main." + table, schema(columns)));
    return schemas;
  }

  /** A schema from {@code name TYPE, name TYPE}. */
  public static TableSchema schema(String columns) {
    List<Column> list = new ArrayList<>();
    for (String column : columns.split(",(?![^(]*\\)) *", -1)) {
      int space = column.indexOf(' ');
      list.add(new Column(column.substring(0, space), column.substring(space + 1)));
    }
    return new TableSchema(list);
  }

  /** The text of a query, from 1 to 22, without its semicolon. */
  public static String query(int number) {
    String name = String.format("/tpch/q%02d.sql", number);
    try (InputStream in = Tpch.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().replaceAll(";$", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

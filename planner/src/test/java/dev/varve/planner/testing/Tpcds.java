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
import java.util.stream.IntStream;

/** The tables and queries of TPC-DS. */
public final class Tpcds {
  private Tpcds() {}

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

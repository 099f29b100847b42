package dev.varve.tests.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TpchDataTest {
  @TempDir Path folder;

  @Test
  void tablesHaveTheRowsOfTheirScaleFactor() throws Exception {
    new TpchData(0.001).write(folder);

    assertThat(rows("lineitem/*.parquet")).isEqualTo(6005);
    assertThat(rows("orders/*.parquet")).isEqualTo(1500);
    assertThat(rows("customer.parquet")).isEqualTo(150);
    assertThat(rows("part.parquet")).isEqualTo(200);
    assertThat(rows("partsupp.parquet")).isEqualTo(800);
    assertThat(rows("supplier.parquet")).isEqualTo(10);
    assertThat(rows("nation.parquet")).isEqualTo(25);
    assertThat(rows("region.parquet")).isEqualTo(5);
  }

  @Test
  void typesAreThoseOfTheBenchmarkTables() throws Exception {
    new TpchData(0.001).write(folder);

    assertThat(types("lineitem/0.parquet"))
        .startsWith("l_orderkey BIGINT", "l_partkey BIGINT", "l_suppkey BIGINT")
        .contains("l_linenumber BIGINT", "l_extendedprice DECIMAL(15,2)", "l_shipdate DATE");
    assertThat(types("nation.parquet"))
        .containsExactly(
            "n_nationkey INTEGER", "n_name VARCHAR", "n_regionkey INTEGER", "n_comment VARCHAR");
  }

  @Test
  void sameScaleFactorGivesTheSameBytes() throws Exception {
    List<Path> once = new TpchData(0.001).write(folder.resolve("once"));
    List<Path> again = new TpchData(0.001).write(folder.resolve("again"));

    assertThat(again).hasSameSizeAs(once);
    for (int file = 0; file < once.size(); file++) {
      assertThat(again.get(file)).hasSameBinaryContentAs(once.get(file));
    }
  }

  private long rows(String files) throws Exception {
    return Long.parseLong(query("select count(*) from '" + folder.resolve(files) + "'").get(0));
  }

  private List<String> types(String file) throws Exception {
    assertThat(Files.exists(folder.resolve(file))).isTrue();
    return query(
        "select column_name || ' ' || column_type from (describe from '%s')"
            .formatted(folder.resolve(file)));
  }

  private static List<String> query(String sql) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (result.next()) {
        values.add(result.getString(1));
      }
      return values;
    }
  }
}

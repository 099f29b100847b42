package dev.varve.planner.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.types.EngineType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePoolsTest {
  private static ValuePool pool(String type, String... queries) {
    List<Definition> definitions =
        List.of(queries).stream()
            .map(sql -> TestBinder.definition(sql, PairTables.schemas()))
            .toList();
    return new ValuePools(Constants.of(definitions)).of(EngineType.parse(type)).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BOOLEAN",
        "TINYINT",
        "SMALLINT",
        "INTEGER",
        "BIGINT",
        "HUGEINT",
        "UTINYINT",
        "USMALLINT",
        "UINTEGER",
        "UBIGINT",
        "UHUGEINT",
        "FLOAT",
        "DOUBLE",
        "DECIMAL(1,0)",
        "DECIMAL(2,2)",
        "DECIMAL(6,2)",
        "DECIMAL(38,0)",
        "DECIMAL(38,38)",
        "VARCHAR",
        "VARCHAR COLLATE nocase",
        "JSON",
        "UUID",
        "BLOB",
        "BIT",
        "DATE",
        "TIMESTAMP",
        "TIMESTAMP_S",
        "TIMESTAMP_MS",
        "TIMESTAMP_NS",
        "TIMESTAMP WITH TIME ZONE",
        "TIME",
        "TIME WITH TIME ZONE",
        "INTERVAL",
        "ENUM('x', 'it''s')",
        "INTEGER[]",
        "VARCHAR[][]",
        "DOUBLE[3]",
        "MAP(VARCHAR, INTEGER)",
        "MAP(DATE, DECIMAL(4,1)[])",
        "STRUCT(a INTEGER, \"b c\" VARCHAR)",
        "STRUCT(x DOUBLE, y STRUCT(z TIMESTAMP, w BOOLEAN[])[])",
        "UNION(n INTEGER, s VARCHAR)"
      })
  void holdsValuesThatTheEngineTakes(String type) throws SQLException {
    ValuePool pool =
        pool(
            type,
            "select a from t where a > 1000 and f <= 12.34 and c like 'x_%y''z'",
            "select ts from w where ts < timestamp '2021-05-06 07:08:09.101112' and k <> -5");
    try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = engine.createStatement()) {
      statement.execute("CREATE TABLE v (n INTEGER, x " + type + ")");
      int n = 0;
      for (String value : pool.all()) {
        statement.execute("INSERT INTO v VALUES (" + n++ + ", " + value + ")");
      }
      try (ResultSet found =
          statement.executeQuery("SELECT count(x), count(DISTINCT x::VARCHAR) FROM v")) {
        found.next();
        assertThat(found.getInt(1)).isEqualTo(n);
        assertThat(found.getInt(2)).isGreaterThan(1);
      }
    }
  }

  @Test
  void namesWhatTheQueriesCompareWithAndItsNeighbours() {
    assertThat(pool("INTEGER", "select a from t where a > 1000").named())
        .contains("999", "1000", "1001");
    assertThat(pool("DECIMAL(6,2)", "select a from t where f > 12.3").named())
        .contains("12.29", "12.30", "12.31");
    assertThat(pool("VARCHAR", "select a from t where c like 'ab%'").named())
        .contains("'ab'", "'abxy'", "'AB%'");
    assertThat(pool("DATE", "select a from t where e < date '2024-03-01'").named())
        .contains("DATE '2024-02-29'", "DATE '2024-03-01'", "DATE '2024-03-02'");
    assertThat(pool("TIMESTAMP", "select ts from w where ts < '2024-03-01'").named())
        .contains("TIMESTAMP '2024-02-29 23:59:59.999999'");
    assertThat(pool("SMALLINT", "select a from t where a > 100000").named())
        .doesNotContain("100000");
  }

  @Test
  void hasNoneOfATypeThatIsNotKnown() {
    assertThat(ValuePools.none(EngineType.of("GEOMETRY"))).isTrue();
    assertThat(ValuePools.none(EngineType.parse("STRUCT(a INTEGER, g GEOMETRY)"))).isTrue();
    assertThat(ValuePools.none(EngineType.parse("INTEGER[]"))).isFalse();
  }
}

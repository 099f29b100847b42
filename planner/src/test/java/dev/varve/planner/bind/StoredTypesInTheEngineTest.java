package dev.varve.planner.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.SqlNames;
import dev.varve.planner.types.StoredType;
import dev.varve.planner.types.StoredTypes;
import dev.varve.planner.types.StoredTypes.Refused;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each entry of the table is written by the engine, read back, and compared with what it was. */
class StoredTypesInTheEngineTest {
  private static Connection connection;

  @TempDir private static Path folder;

  @BeforeAll
  static void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BOOLEAN|true|BOOLEAN|\"boolean\"",
        "TINYINT|-128|TINYINT|\"byte\"",
        "SMALLINT|-32768|SMALLINT|\"short\"",
        "INTEGER|-2147483648|INTEGER|\"integer\"",
        "BIGINT|-9223372036854775808|BIGINT|\"long\"",
        "UTINYINT|255|SMALLINT|\"short\"",
        "USMALLINT|65535|INTEGER|\"integer\"",
        "UINTEGER|4294967295|BIGINT|\"long\"",
        "UBIGINT|18446744073709551615|DECIMAL(20,0)|\"decimal(20,0)\"",
        "HUGEINT|-99999999999999999999999999999999999999|DECIMAL(38,0)|\"decimal(38,0)\"",
        "UHUGEINT|99999999999999999999999999999999999999|DECIMAL(38,0)|\"decimal(38,0)\"",
        "FLOAT|1.1|FLOAT|\"float\"",
        "DOUBLE|-0.0|DOUBLE|\"double\"",
        "DECIMAL(4,1)|1.1|DECIMAL(4,1)|\"decimal(4,1)\"",
        "DECIMAL(38,10)|1.1|DECIMAL(38,10)|\"decimal(38,10)\"",
        "VARCHAR|'aé'|VARCHAR|\"string\"",
        "VARCHAR COLLATE nocase|'A'|VARCHAR|\"string\"",
        "BLOB|'\\xAA\\x00'|BLOB|\"binary\"",
        "BIT|'0101'|VARCHAR|\"string\"",
        "UUID|'47183823-2574-4bfd-b411-99ed177d3e43'|VARCHAR|\"string\"",
        "JSON|'{\"a\": \"b\"}'|VARCHAR|\"string\"",
        "DATE|'2020-01-01'|DATE|\"date\"",
        "TIMESTAMP|'2020-01-01 10:00:00.123456'|TIMESTAMP|\"timestamp_ntz\"",
        "TIMESTAMP_S|'2020-01-01 10:00:00'|TIMESTAMP|\"timestamp_ntz\"",
        "TIMESTAMP_MS|'2020-01-01 10:00:00.123'|TIMESTAMP|\"timestamp_ntz\"",
        "TIMESTAMP WITH TIME ZONE|'2020-01-01 10:00:00.123456+02'|TIMESTAMP WITH TIME ZONE|\"timestamp\"",
        "ENUM('a', 'b')|'b'|VARCHAR|\"string\"",
        "INTEGER[]|[1, NULL]|INTEGER[]|{\"type\":\"array\",\"elementType\":\"integer\",\"containsNull\":true}",
        "UBIGINT[2]|[1, 18446744073709551615]|DECIMAL(20,0)[]|{\"type\":\"array\",\"elementType\":\"decimal(20,0)\",\"containsNull\":true}",
        "STRUCT(a UTINYINT, b UUID)|{'a': 1, 'b': '47183823-2574-4bfd-b411-99ed177d3e43'}|STRUCT(\"a\" SMALLINT, \"b\" VARCHAR)|{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":\"short\",\"nullable\":true,\"metadata\":{}},{\"name\":\"b\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}}]}",
        "MAP(VARCHAR, HUGEINT)|MAP {'a': 1}|MAP(VARCHAR, DECIMAL(38,0))|{\"type\":\"map\",\"keyType\":\"string\",\"valueType\":\"decimal(38,0)\",\"valueContainsNull\":true}",
        "STRUCT(a INTEGER[2][])[]|[{'a': [[1, 2]]}]|STRUCT(\"a\" INTEGER[][])[]|{\"type\":\"array\",\"elementType\":{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"type\":{\"type\":\"array\",\"elementType\":{\"type\":\"array\",\"elementType\":\"integer\",\"containsNull\":true},\"containsNull\":true},\"nullable\":true,\"metadata\":{}}]},\"containsNull\":true}"
      })
  void whatIsWrittenReadsBackAsTheStoredType(
      String engineType, String value, String storedType, String deltaType) throws SQLException {
    EngineType type = EngineType.parse(engineType);
    StoredType stored = (StoredType) StoredTypes.of(type);
    String typed =
        engineType.contains("COLLATE")
            ? value + engineType.substring("VARCHAR".length())
            : "CAST(" + value + " AS " + engineType + ")";
    String text = "SELECT " + typed + " AS x UNION ALL SELECT NULL";
    String column = stored.needsCast() ? "CAST(x AS " + stored.engineType() + ")" : "x";
    Path file = folder.resolve("t.parquet");

    assertThat(stored.engineType()).isEqualTo(storedType);
    assertThat(stored.deltaType()).isEqualTo(deltaType);
    assertThat(stored.needsCast()).isEqualTo(!type.equals(EngineType.parse(storedType)));
    execute(
        "COPY (SELECT "
            + column
            + " AS x FROM ("
            + text
            + ")) TO "
            + SqlNames.literal(file.toString())
            + " (FORMAT parquet)");
    String read = "FROM read_parquet(" + SqlNames.literal(file.toString()) + ")";
    assertThat(EngineType.parse(value("SELECT any_value(typeof(x)) " + read).orElseThrow()))
        .isEqualTo(EngineType.parse(storedType));
    assertThat(value("SELECT CAST(max(x) AS VARCHAR) " + read))
        .isEqualTo(value("SELECT CAST(max(x) AS VARCHAR) FROM (" + text + ")"));
  }

  @Test
  void aNumberThatDoesNotFitFailsInsteadOfBeingRounded() {
    StoredType stored = (StoredType) StoredTypes.of(EngineType.of("HUGEINT"));
    String tooLarge = "CAST(170141183460469231731687303715884105727 AS HUGEINT)";

    assertThatThrownBy(() -> value("SELECT CAST(" + tooLarge + " AS " + stored.engineType() + ")"))
        .isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTERVAL|INTERVAL '3 days'|VARCHAR",
        "TIME|TIME '10:00:00'|VARCHAR",
        "TIME WITH TIME ZONE|TIMETZ '10:00:00+02'|VARCHAR",
        "TIMESTAMP_NS|CAST(TIMESTAMP '2020-01-01' AS TIMESTAMP_NS)|TIMESTAMP",
        "UNION(a INTEGER, b VARCHAR)|union_value(a := 1)|",
        "\"NULL\"|NULL|VARCHAR",
        "BIGNUM|CAST(1 AS BIGNUM)|VARCHAR",
        "VARIANT|CAST(1 AS VARIANT)|VARCHAR",
        "TIME[]|[TIME '10:00:00']|",
        "STRUCT(\"a b\" INTEGER)|{'a b': 1}|",
        "STRUCT(a INTEGER, A INTEGER)|NULL|"
      })
  void whatDeltaCannotHoldIsRefusedWithACastThatItCan(
      String engineType, String value, String castTo) throws SQLException {
    StoredTypes.Outcome outcome = StoredTypes.of(EngineType.parse(engineType));

    assertThat(outcome).isInstanceOf(Refused.class);
    Refused refused = (Refused) outcome;
    assertThat(refused.castTo()).isEqualTo(Optional.ofNullable(castTo));
    assertThat(refused.mend("c")).isNotEmpty();
    if (castTo != null) {
      assertThat(StoredTypes.of(EngineType.parse(castTo))).isInstanceOf(StoredType.class);
      value("SELECT CAST(" + value + " AS " + castTo + ")");
    }
  }

  @Test
  void everyTypeOfTheEngineHasAnEntry() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet types =
            statement.executeQuery(
                "SELECT DISTINCT logical_type FROM duckdb_types() WHERE logical_type NOT IN"
                    + " ('STRUCT', 'LIST', 'MAP', 'ARRAY', 'UNION', 'ENUM', 'DECIMAL')")) {
      while (types.next()) {
        String name = types.getString(1).toUpperCase(Locale.ROOT);
        assertThat(StoredTypes.of(EngineType.of(name)))
            .as(name)
            .isInstanceOfAny(StoredType.class, Refused.class);
      }
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Optional<String> value(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return Optional.ofNullable(result.getString(1));
    }
  }
}

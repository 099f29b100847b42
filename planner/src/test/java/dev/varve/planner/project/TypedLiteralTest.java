package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.project.parameter.TypedLiteral;
import dev.varve.planner.project.parameter.TypedLiteral.Reading;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedLiteralTest {
  private static Reading read(String type, String text) {
    return TypedLiteral.read(ParameterType.parse(type).orElseThrow(), text);
  }

  private static TypedLiteral literal(String type, String text) {
    return ((Reading.Valid) read(type, text)).literal();
  }

  @ParameterizedTest
  @CsvSource({
    "boolean,       TRUE,                        true",
    "INTEGER,       +042,                        42",
    "TINYINT,       -128,                        -128",
    "BIGINT,        9223372036854775807,         9223372036854775807",
    "HUGEINT,       -170141183460469231731687303715884105728,"
        + " -170141183460469231731687303715884105728",
    "UBIGINT,       18446744073709551615,        18446744073709551615",
    "'DECIMAL(6,2)',1e3,                         1000.00",
    "'DECIMAL(6,2)',-0.50,                       -0.50",
    "DECIMAL,       .5,                          0.500",
    "DOUBLE,        1e3,                         1000.0",
    "DOUBLE,        -0,                          -0.0",
    "DATE,          2024-02-29,                  2024-02-29",
    "TIMESTAMP,     2024-01-31,                  2024-01-31 00:00:00.000000",
    "TIMESTAMP,     2024-01-31T10:00,            2024-01-31 10:00:00.000000",
    "TIMESTAMP,     2024-01-31 10:00:01.5,       2024-01-31 10:00:01.500000",
    "VARCHAR,       a b,                         a b",
  })
  void equalValuesHaveOneText(String type, String written, String text) {
    assertThat(literal(type, written).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "BOOLEAN,       1,                       true or false",
    "INTEGER,       2147483648,              'a whole number of 32 bits, such as 42'",
    "INTEGER,       1.0,                     'a whole number of 32 bits, such as 42'",
    "INTEGER,       '',                      'a whole number of 32 bits, such as 42'",
    "UTINYINT,      -1,                      'a whole number of 8 bits, not negative, such as 42'",
    "'DECIMAL(4,2)',100,                     'a number with at most 2 digits before the point and"
        + " 2 after it'",
    "'DECIMAL(4,2)',0.005,                   'a number with at most 2 digits before the point and"
        + " 2 after it'",
    "DOUBLE,        1e999,                   'a finite number, such as 0.5 or 1e-3'",
    "DOUBLE,        NaN,                     'a finite number, such as 0.5 or 1e-3'",
    "DATE,          2023-02-29,              'a date, such as 2024-01-31'",
    "DATE,          31.01.2024,              'a date, such as 2024-01-31'",
    "DATE,          0000-01-01,              'a date, such as 2024-01-31'",
    "TIMESTAMP,     2024-01-31 10:00:00Z,    'a date and time without a zone, such as 2024-01-31"
        + " 10:00:00'",
    "TIMESTAMP,     2024-01-31 25:00,        'a date and time without a zone, such as 2024-01-31"
        + " 10:00:00'",
    "TIMESTAMP,     2024-01-31 10:00:00.1234567, 'a date and time without a zone, such as"
        + " 2024-01-31 10:00:00'",
  })
  void nothingIsRoundedCutOrGuessed(String type, String written, String expected) {
    assertThat(read(type, written)).isEqualTo(new Reading.Invalid(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "INTEGER,       42,                         42,                         INTEGER",
    "HUGEINT,       -170141183460469231731687303715884105728,"
        + " -170141183460469231731687303715884105728, HUGEINT",
    "'DECIMAL(38,2)', 999999999999999999999999999999999999.99,"
        + " 999999999999999999999999999999999999.99, 'DECIMAL(38,2)'",
    "DOUBLE,        1e-300,                     1e-300,                     DOUBLE",
    "DOUBLE,        4.9e-324,                   5e-324,                     DOUBLE",
    "DATE,          0001-01-01,                 0001-01-01,                 DATE",
    "TIMESTAMP,     9999-12-31 23:59:59.999999, 9999-12-31 23:59:59.999999, TIMESTAMP",
    "BOOLEAN,       false,                      false,                      BOOLEAN",
    "UUID_AS_TEXT,  x,                          x,                          VARCHAR",
  })
  void theEngineReadsWhatWasMeant(String type, String written, String value, String engineType)
      throws Exception {
    String declared = type.equals("UUID_AS_TEXT") ? "VARCHAR" : type;
    String[] read = evaluate(literal(declared, written).sql());
    assertThat(read).containsExactly(value, engineType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "'",
        "''",
        "\\",
        "\\'",
        "'; drop table t; --",
        "' AS VARCHAR), CAST('",
        "$$ $x$ ?",
        "/* -- \n \r",
        "é😀\uFEFF\u00a0\u2019",
      })
  void noTextEscapesFromItsLiteral(String text) throws Exception {
    assertThat(evaluate(literal("VARCHAR", text).sql())[0]).isEqualTo(text);
    String made = new TypedLiteral(ParameterType.parse("VARCHAR").orElseThrow(), text).sql();
    assertThat(evaluate(made)[0]).isEqualTo(text);
  }

  @Test
  void aNulIsRefusedBecauseTheEngineWouldStopThere() {
    ParameterType varchar = ParameterType.parse("VARCHAR").orElseThrow();
    assertThat(TypedLiteral.read(varchar, "a\0b"))
        .isEqualTo(new Reading.Invalid("a text without a NUL character"));
    assertThatThrownBy(() -> new TypedLiteral(varchar, "a\0b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTypeCannotCarrySqlEither() {
    assertThatThrownBy(
            () ->
                new ParameterType(
                    ParameterType.Family.DATE, 0, 0, false, "DATE); drop table t; --"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DECIMAL(39,2)", "DECIMAL(2,3)", "DECIMAL(0)", "BLOB", "INT[][]", "DATE x", ""})
  void isNoTypeOfAParameter(String type) {
    assertThat(ParameterType.parse(type)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "int,                 INTEGER",
    " text ,              VARCHAR",
    "'numeric( 10 , 2 )', 'DECIMAL(10,2)'",
    "'decimal(5)',        'DECIMAL(5,0)'",
    "dec,                 'DECIMAL(18,3)'",
    "datetime,            TIMESTAMP",
  })
  void synonymsAreReadAsTheEngineReadsThem(String written, String sql) throws Exception {
    assertThat(ParameterType.parse(written).orElseThrow().sql()).isEqualTo(sql);
    assertThat(evaluate("CAST(NULL AS " + written + ")")[1]).isEqualTo(sql);
  }

  private static String[] evaluate(String expression) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select cast(v as varchar), typeof(v) from (select " + expression + " as v)")) {
      result.next();
      return new String[] {result.getString(1), result.getString(2)};
    }
  }

  /** From a command line, from JSON and from YAML, which becomes JSON; one written form for all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BIGINT[]        | 1, 02,+3         | [\"1\",\"2\",\"3\"]",
        "BIGINT[]        | [1, \"02\", 3]   | [\"1\",\"2\",\"3\"]",
        "BIGINT[]        | ``               | []",
        "BIGINT[]        | []               | []",
        "VARCHAR[]       | EU,US            | [\"EU\",\"US\"]",
        "VARCHAR[]       | [\"a,b\", \"it's\", \"\"] | [\"a,b\",\"it's\",\"\"]",
        "DATE[]          | 2026-01-31       | [\"2026-01-31\"]",
        "decimal(4,2)[]  | 1,2.5            | [\"1.00\",\"2.50\"]",
        "BOOLEAN[]       | [true, FALSE]    | -",
        "BOOLEAN[]       | [true, false]    | [\"true\",\"false\"]",
        "BIGINT[]        | 1,,2             | -",
        "BIGINT[]        | [1, null]        | -",
        "BIGINT[]        | [1, [2]]         | -",
        "BIGINT[]        | [1] 2            | -",
        "BIGINT[]        | [1, 2            | -",
        "TINYINT[]       | 1,300            | -",
      })
  void listsAreReadElementByElement(String type, String written, String text) {
    TypedLiteral.Reading reading = read(type, written);
    if (text.equals("-")) {
      assertThat(reading).isInstanceOf(TypedLiteral.Reading.Invalid.class);
    } else {
      assertThat(((TypedLiteral.Reading.Valid) reading).literal().text()).isEqualTo(text);
    }
  }

  @Test
  void elementsOfAListStayInsideTheirQuotes() {
    assertThat(literal("VARCHAR[]", "[\"a'] b\", \"c\"]").sql())
        .isEqualTo("CAST([CAST('a''] b' AS VARCHAR), CAST('c' AS VARCHAR)] AS VARCHAR[])");
    assertThat(literal("BIGINT[]", "").sql()).isEqualTo("CAST([] AS BIGINT[])");
    assertThat(((TypedLiteral.Reading.Invalid) read("TINYINT[]", "x")).expected())
        .isEqualTo("values such as 1,2 or a JSON array, each a whole number of 8 bits, such as 42");
    assertThat(ParameterType.parse("BIGINT[][]")).isEmpty();
  }
}

package dev.varve.planner.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INTEGER|INTEGER",
        "int|INTEGER",
        "text|VARCHAR",
        "varchar(10)|VARCHAR",
        "decimal|DECIMAL(18,3)",
        "numeric(10)|DECIMAL(10,0)",
        "DECIMAL(10, 2)|DECIMAL(10,2)",
        "timestamptz|TIMESTAMP WITH TIME ZONE",
        "timestamp  with time zone|TIMESTAMP WITH TIME ZONE",
        "INTEGER[]|INTEGER[]",
        "INTEGER[3][]|INTEGER[3][]",
        "STRUCT(a INTEGER, \"b c\" VARCHAR[])|STRUCT(\"a\" INTEGER, \"b c\" VARCHAR[])",
        "struct(\"x\"\"y\" int)|STRUCT(\"x\"\"y\" INTEGER)",
        "MAP(VARCHAR, STRUCT(a DATE))|MAP(VARCHAR, STRUCT(\"a\" DATE))",
        "UNION(x INTEGER, y VARCHAR)|UNION(\"x\" INTEGER, \"y\" VARCHAR)",
        "ENUM('a', 'it''s')|ENUM('a', 'it''s')",
        "\"NULL\"|\"NULL\"",
        "VARCHAR COLLATE NOCASE.NOACCENT|VARCHAR COLLATE nocase.noaccent",
        "JSON|JSON",
        "SOMETHING NEW|SOMETHING NEW"
      })
  void readsAndWritesTypes(String written, String text) {
    EngineType type = EngineType.parse(written);

    assertThat(type.text()).isEqualTo(text);
    assertThat(EngineType.parse(text)).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "INTEGER[",
        "DECIMAL(",
        "DECIMAL(39,0)",
        "DECIMAL(3,4)",
        "STRUCT(a)",
        "MAP(INTEGER)",
        "ENUM()",
        "INTEGER)"
      })
  void refusesWhatIsNoType(String text) {
    assertThatThrownBy(() -> EngineType.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

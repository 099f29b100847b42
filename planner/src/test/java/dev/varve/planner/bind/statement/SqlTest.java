package dev.varve.planner.bind.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTest {
  @Test
  void namesAndTextsAreQuoted() {
    assertThat(Sql.name("a \"b\"").text()).isEqualTo("\"a \"\"b\"\"\"");
    assertThat(Sql.name("a.b", "c").text()).isEqualTo("\"a.b\".\"c\"");
    assertThat(Sql.text("it's").text()).isEqualTo("'it''s'");
    assertThat(Sql.value("DATE", "'); DROP TABLE x; --").text())
        .isEqualTo("CAST('''); DROP TABLE x; --' AS DATE)");
  }

  @Test
  void partsTakeThePlacesBetweenOurWords() {
    Sql names = Sql.names(List.of("a", "{}"));
    assertThat(Sql.of("SELECT {} FROM {{}}", names, Sql.number(-1)).text())
        .isEqualTo("SELECT \"a\", \"{}\" FROM {-1}");
    assertThatThrownBy(() -> Sql.of("SELECT {}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sql.of("SELECT 1", names))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aZeroByteIsRefused() {
    assertThatThrownBy(() -> Sql.name("a\0b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sql.text("a\0b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sql.expression("'a\0b'")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuestionBeginsAsOne() {
    assertThat(ServiceStatement.of("SELECT {}", Sql.number(1)).text()).isEqualTo("SELECT 1");
    assertThatThrownBy(() -> ServiceStatement.of("COPY t TO 'x'"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFunctionIsOneStatement() {
    assertThat(ReadOnlyMacro.of("(a) AS ';' || a -- ;").text()).isEqualTo("(a) AS ';' || a -- ;");
    assertThatThrownBy(() -> ReadOnlyMacro.of("() AS 1; DROP TABLE x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INTEGER",
        "DECIMAL(38,2)",
        "TIMESTAMP WITH TIME ZONE",
        "STRUCT(a INTEGER, \"b; c)\"\"\" VARCHAR[])[]",
        "MAP(VARCHAR, INTEGER[3])",
        "ENUM('a', 'it''s')",
        "STRUCT(größe INTEGER)"
      })
  void typesAreLetThrough(String type) {
    assertThat(Sql.type(type).text()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "INTEGER); DROP TABLE x",
        "INTEGER)",
        "DECIMAL(38",
        "INTEGER, b VARCHAR",
        "INTEGER -- x",
        "\"INTEGER",
        "INTEGER]["
      })
  void anythingElseIsNoType(String type) {
    assertThatThrownBy(() -> Sql.type(type)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a;\" DESC NULLS LAST",
        "signbit(\"a)\") ASC",
        "'a;'::VARCHAR",
        "[1, -2]",
        "{'a': 1}"
      })
  void expressionsOfOurWritersAreLetThrough(String text) {
    assertThat(Sql.expression(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1; DROP TABLE x",
        "1) FROM (SELECT 2",
        "(1",
        "'a",
        "\"a",
        "1 -- x",
        "1 /* x */",
        "1 /* x",
        "$a",
        "?"
      })
  void whatIsNotClosedInItselfIsNoExpression(String text) {
    assertThatThrownBy(() -> Sql.expression(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

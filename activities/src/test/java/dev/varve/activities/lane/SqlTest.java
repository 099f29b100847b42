package dev.varve.activities.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SqlTest {
  @Test
  void namesAndTextsAreQuoted() {
    assertThat(Sql.identifier("a \"b\"")).isEqualTo("\"a \"\"b\"\"\"");
    assertThat(Sql.text("it's")).isEqualTo("'it''s'");
    assertThat(Sql.source(Path.of("/x/a[1]*?.p"))).isEqualTo("'/x/a[[]1][*][?].p'");
    assertThat(Sql.target(Path.of("/x/../y/a[1]'.p"))).isEqualTo("'/y/a[1]''.p'");
  }

  @Test
  void aZeroByteIsRefused() {
    assertThatThrownBy(() -> Sql.identifier("a\0b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sql.text("a\0b")).isInstanceOf(IllegalArgumentException.class);
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
    assertThat(Sql.requireType(type)).isEqualTo(type);
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
  void anythingElseIsRefused(String type) {
    assertThatThrownBy(() -> Sql.requireType(type)).isInstanceOf(IllegalArgumentException.class);
  }
}

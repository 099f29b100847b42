package dev.varve.planner.normalize.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.testing.Rows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallsTest {
  @Test
  void everyAliasIsOneOfTheEnginesCatalogue() throws SQLException {
    List<String> aliases = new ArrayList<>();
    Calls.ALIASES.forEach((alias, name) -> aliases.add(alias + "|" + name + "|"));
    try (Rows rows = new Rows()) {
      assertThat(
              rows.of(
                  "select distinct function_name, alias_of from duckdb_functions()"
                      + " where alias_of is not null"))
          .containsAll(aliases);
    }
  }
}

package dev.varve.planner.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.testing.ModelProject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedFunctionsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleep_ms(1000)",
        "pg_sleep(1)",
        "main.SetSeed(0.5)",
        "nextval('s')",
        "write_log('x')",
        "alias(a)",
        "json_serialize_plan('select 1')",
        "get_block_size('memory')",
        "__internal_decompress_string(a)"
      })
  void modelCannotCall(String call) {
    Compilation compilation =
        new ModelProject()
            .source("main.t", "a INTEGER")
            .model("m.m", "select a,\n       " + call + " as b from t")
            .compile();
    assertThat(compilation.models()).isEmpty();
    assertThat(compilation.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("FORBIDDEN_FUNCTION");
              assertThat(problem.place()).hasToString("Optional[models/m/m.sql:2:8]");
              assertThat(problem.mend()).isNotEmpty();
            })
        .extracting(Problem::message)
        .asString()
        .containsIgnoringCase(
            call.substring(call.startsWith("main.") ? 5 : 0, call.indexOf('(') + 1));
  }
}

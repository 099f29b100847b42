package dev.varve.planner.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.testing.ModelProject.MapCache;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a function of the project is to the models that call it. */
class ProjectFunctionsTest {
  private static final String NET =
      "/* varve\nargs: { gross: DOUBLE, rate: { type: DOUBLE, default: 0.2 } }\nreturns: DOUBLE\n*/\n";

  private static ModelProject project() {
    return new ModelProject().source("raw.orders", "id BIGINT, region VARCHAR, amount DOUBLE");
  }

  private static ModelProject calling(String model) {
    return project().function("net", NET + "gross / (1 + rate)").model("m.m", model);
  }

  private static String typed(String header, String body) {
    return "/* varve\n" + header + "\n*/\n" + body;
  }

  @Test
  void meansTheSameAsItsBody() {
    CompiledModel called = calling("select net(amount) as n from raw.orders").compiled("m.m");
    CompiledModel written =
        calling("select amount / (1 + cast('0.2' as double)) as n from raw.orders").compiled("m.m");
    assertThat(called.plan()).isEqualTo(written.plan());
    assertThat(called.path()).isEqualTo(PlanPath.ALGEBRA);
    assertThat(called.functions()).extracting(SqlMacro::name).containsExactly("net");
    assertThat(written.functions()).isEmpty();
  }

  @Test
  void argumentsMayBeNamed() {
    assertThat(
            calling("select net(rate := 0.1, gross := amount) as n from raw.orders")
                .compiled("m.m")
                .plan())
        .isEqualTo(calling("select NET(amount, 0.1) as n from raw.orders").compiled("m.m").plan());
  }

  @Test
  void itsTextIsInTheIdentityOfWhoeverCallsItAndNobodyElse() {
    MapCache cache = new MapCache();
    String other = "select id, region from raw.orders";
    List<CompiledModel> before =
        calling("select net(amount) as n from raw.orders")
            .model("m.other", other)
            .compile(cache)
            .models();
    List<CompiledModel> after =
        project()
            .function("net", NET + "gross / (2 + rate)")
            .model("m.m", "select net(amount) as n from raw.orders")
            .model("m.other", other)
            .compile(cache)
            .models();
    assertThat(after.get(0).plan()).isNotEqualTo(before.get(0).plan());
    assertThat(after.get(0).functions()).isNotEqualTo(before.get(0).functions());
    assertThat(after.get(1)).isEqualTo(before.get(1));
  }

  @Test
  void commentsAndDescriptionsAreInNoIdentity() {
    CompiledModel before = calling("select net(amount) as n from raw.orders").compiled("m.m");
    CompiledModel after =
        project()
            .function(
                "net",
                "/* varve\ndescription: Without tax\nargs: { gross: DOUBLE, rate: { type: DOUBLE,"
                    + " default: 0.2, description: tax } }\nreturns: DOUBLE\n*/\n"
                    + "gross /* all */ / -- why\n (1 + rate)")
            .model("m.m", "select net(amount) as n from raw.orders")
            .compiled("m.m");
    assertThat(after.plan()).isEqualTo(before.plan());
  }

  @Test
  void changeReachesThroughOtherFunctions() {
    CompiledModel before = nested("gross / (1 + rate)");
    CompiledModel after = nested("gross / (3 + rate)");
    assertThat(before.functions()).extracting(SqlMacro::name).containsExactly("net", "a_outer");
    assertThat(after.plan()).isNotEqualTo(before.plan());
  }

  private static CompiledModel nested(String body) {
    return project()
        .function("net", NET + body)
        .function("a_outer", typed("args: { x: DOUBLE }\nreturns: DOUBLE", "net(x) * 2"))
        .model("m.m", "select a_outer(amount) as n from raw.orders")
        .compiled("m.m");
  }

  @Test
  void tablesOfAFunctionAreReadByItsCallers() {
    CompiledModel model =
        project()
            .function(
                "large",
                typed(
                    "args: { least: DOUBLE }\nreturns: { id: BIGINT, size: DOUBLE }",
                    "select id, amount as size from raw.orders where amount >= least"))
            .model("m.m", "select size from large(least := 10)")
            .compiled("m.m");
    assertThat(model.inputs()).extracting(InputUse::table).containsExactly("raw.orders");
    assertThat(model.inputs().get(0).columns()).containsExactly("amount");
    assertThat(model.path()).isEqualTo(PlanPath.ALGEBRA);
  }

  @Test
  void clockAndChanceOfAFunctionAreItsCallers() {
    ModelProject project =
        project()
            .function("late", typed("returns: TIMESTAMPTZ", "now()"))
            .function("dice", typed("returns: DOUBLE", "random()"))
            .function("who", typed("returns: VARCHAR", "current_user"))
            .model("m.late", "select late() as t")
            .model("m.dice", "select dice() as t")
            .model("m.who", "select who() as t");
    assertThat(project.compiled("m.late").clock()).containsExactly(ClockUse.TIMESTAMP);
    assertThat(project.compiled("m.dice").resultClass()).isEqualTo(ResultClass.VOLATILE);
    assertThat(project.compiled("m.who").resultClass()).isEqualTo(ResultClass.VOLATILE);
  }

  @Test
  void bodyIsInTheIdentityWhereTheEngineGivesNoPlan() {
    assertThat(undescribed("gross + 1").path()).isEqualTo(PlanPath.NATIVE);
    assertThat(undescribed("gross + 1").plan()).isNotEqualTo(undescribed("gross + 2").plan());
  }

  private static CompiledModel undescribed(String body) {
    return project()
        .function("net", NET + body)
        .model("m.m", "select net(amount) as n, bit_count('0101'::bit) as b from raw.orders")
        .compiled("m.m");
  }

  @Test
  void primitivesAreThere() {
    CompiledModel model =
        project()
            .model(
                "m.m",
                "select stable_id([cast(id as varchar), region]) as i, stable_hash64(region) as h,"
                    + " stable_hash128(region) as g, prefixed_hash64('o', region) as p,"
                    + " col_to_byte(region) as b, position_encoding_norm(id, 3) as e"
                    + " from raw.orders")
            .compiled("m.m");
    assertThat(model.path()).isEqualTo(PlanPath.ALGEBRA);
    assertThat(model.resultClass()).isEqualTo(ResultClass.EXACT);
    assertThat(model.functions()).hasSize(6);
    assertThat(model.columns())
        .extracting(OutputColumn::engineType)
        .containsExactly("VARCHAR", "BIGINT", "VARCHAR", "VARCHAR", "UTINYINT", "DOUBLE");
  }

  @Test
  void parametersMayBeGiven() {
    CompiledModel model =
        project()
            .parameter("rate", "DOUBLE")
            .function("net", NET + "gross / (1 + rate)")
            .model("m.m", "select net(amount, $rate) as n from raw.orders")
            .compiled("m.m");
    assertThat(model.parameters()).containsExactly("rate");
    assertThat(model.path()).isEqualTo(PlanPath.ALGEBRA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "(select max(column0) from read_csv('/etc/passwd'))|READS_FILE",
        "(select count(*) from '/etc/passwd.csv')|READS_FILE",
        "(select count(*) from read_everything('x'))|READS_FILE",
        "(select count(*) from query('select 1'))|FORBIDDEN_FUNCTION",
        "(select count(*) from duckdb_secrets())|FORBIDDEN_FUNCTION",
        "pg_sleep(1)|FORBIDDEN_FUNCTION",
        "\"system\".main.now()|ESCAPED_CLOCK",
        "(select 1 from raw.orders at (version => 1))|FORBIDDEN_OPERATOR",
        "(insert into raw.orders values (1))|SYNTAX_ERROR",
        "(select 1 from raw.nope)|UNKNOWN_TABLE",
        "1 AS a|SYNTAX_ERROR",
        "*|BIND_ERROR"
      })
  void bodyDoesNoMoreThanAModelMay(String body, String code) {
    assertThat(project().function("f", typed("returns: INTEGER", body)).compile().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.place().orElseThrow().file()).isEqualTo("functions/f.sql");
            });
  }

  @Test
  void defaultThatIsNoneIsTold() {
    assertThat(
            project()
                .function(
                    "f", typed("args: { a: { type: INTEGER, default: x' } }\nreturns: INT", "a"))
                .compile()
                .problems())
        .extracting(problem -> problem.place().orElseThrow() + " " + problem.message())
        .containsExactly("functions/f.sql:3:10 Could not convert string 'x'' to INT32.");
  }

  @Test
  void functionsOfAnotherProjectAreGone() {
    calling("select net(amount) as n from raw.orders").compiled("m.m");
    Compilation without =
        project().model("m.m", "select net(amount) as n from raw.orders").compile();
    assertThat(without.problems()).extracting(Problem::code).containsExactly("UNKNOWN_FUNCTION");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select nett(amount) as n from raw.orders|UNKNOWN_FUNCTION|1:8|Did you mean net?",
        "select stable_hash(region) as n from raw.orders|UNKNOWN_FUNCTION|1:8|Did you mean stable_hash64?",
        "select * from nets(1)|UNKNOWN_FUNCTION|1:15|Functions are those of DuckDB",
        "select * from net(1)|UNKNOWN_FUNCTION|1:15|Call it in an expression.",
        "select net(region) as n from raw.orders|NO_MATCHING_FUNCTION|1:8|there is net(gross DOUBLE",
        "select net(1, rat := 2) as n from raw.orders|NO_MATCHING_FUNCTION|1:8|there is net(gross DOUBLE"
      })
  void wrongCallIsTold(String text, String code, String place, String mend) {
    assertThat(calling(text).compile().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.place()).hasToString("Optional[models/m/m.sql:" + place + "]");
              assertThat(problem.mend()).contains(mend);
              assertThat(problem.model()).contains("m.m");
            });
  }

  @Test
  void whatIsWrongInFunctionsIsToldAllAtOnceWithItsPlace() {
    Compilation compilation =
        project()
            .function("a1", typed("args: { x: INTEGER }\nreturns: INTEGER", "'é' ||\n 'é' || nope"))
            .function("a2", typed("returns: INTEGER", "1 + nofn(2)"))
            .function("a3", typed("args: { x: DATE }\nreturns: INTEGER", "x * x"))
            .function("a4", typed("returns: { a: INTEGER }", "select 1 as b"))
            .function("a5", typed("returns: INTEGER", "1 +"))
            .function("a6", typed("returns: INTEGER", "(select max(id) from raw.ordrs)"))
            .function("a7", typed("returns: INTEGER", "sleep_ms(5)"))
            .function("b1", typed("returns: INTEGER", "b2()"))
            .function("b2", typed("returns: INTEGER", "b1() + 1"))
            .function("b3", typed("returns: INTEGER", "b2() + 1"))
            .function("c1", typed("returns: INTEGER", "b3() + a2()"))
            .function("d1", typed("returns: { a: INTEGER }", "select idd as a from raw.orders"))
            .model("m.good", "select 1 as a")
            .model("m.a", "select c1() as a")
            .model("m.d", "select a from d1()")
            .model("m.below", "select a from m.d")
            .compile();
    assertThat(compilation.problems())
        .extracting(problem -> problem.place().orElseThrow() + " " + problem.code())
        .containsExactly(
            "functions/a1.sql:6:9 UNKNOWN_COLUMN",
            "functions/a2.sql:4:5 UNKNOWN_FUNCTION",
            "functions/a3.sql:5:1 NO_MATCHING_FUNCTION",
            "functions/a4.sql:2:10 UNKNOWN_COLUMN",
            "functions/a5.sql:4:4 SYNTAX_ERROR",
            "functions/a6.sql:4:22 UNKNOWN_TABLE",
            "functions/a7.sql:4:1 FORBIDDEN_FUNCTION",
            "functions/b1.sql:4:1 CYCLE",
            "functions/d1.sql:4:8 UNKNOWN_COLUMN");
    assertThat(compilation.problems()).allMatch(problem -> problem.model().isEmpty());
    assertThat(compilation.problems().get(1).mend()).contains("Functions are");
    assertThat(compilation.problems().get(5).mend()).contains("raw.orders");
    assertThat(compilation.problems().get(7).message()).contains("b1 → b2 → b1");
    assertThat(compilation.models()).extracting(CompiledModel::name).containsExactly("m.good");
    assertThat(compilation.failed())
        .containsEntry("m.a", "function a2")
        .containsEntry("m.d", "function in functions/d1.sql");
    assertThat(compilation.blocked()).containsEntry("m.below", "m.d");
  }

  @Test
  void rememberedFunctionsAreNotBoundAgain() {
    MapCache cache = new MapCache();
    for (int i = 0; i < 2; i++) {
      calling("select net(amount) as n from raw.orders").compile(cache);
    }
    assertThat(cache.saves()).isEqualTo(1);
  }
}

package dev.varve.planner.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.testing.ModelProject.MapCache;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a model without a table is to the models that read it. */
class InlineModelsTest {
  private static final String INLINE = "/* varve\nkind: inline\n*/\n";

  private static ModelProject project() {
    return new ModelProject()
        .source("raw.orders", "id BIGINT, region VARCHAR, amount DECIMAL(10,2)")
        .source("raw.regions", "region VARCHAR, country VARCHAR");
  }

  private static CompiledModel reader(String inline, String reader) {
    return project().model("staging.clean", INLINE + inline).model("m.m", reader).compiled("m.m");
  }

  private static List<String> told(Compilation compilation) {
    return compilation.problems().stream()
        .map(problem -> problem.place().orElseThrow() + " " + problem.code())
        .toList();
  }

  @Test
  void isWhatASubqueryInItsPlaceWouldBe() {
    String text = "select id, amount * 2 as twice from raw.orders where amount > 0";
    CompiledModel through = reader(text, "select sum(twice) as s from staging.clean");
    CompiledModel written =
        project().model("m.m", "select sum(twice) as s from (" + text + ")").compiled("m.m");
    assertThat(through.plan()).isEqualTo(written.plan());
    assertThat(through.query()).isEqualTo(written.query());
    assertThat(through.inputs()).isEqualTo(written.inputs());
    assertThat(through.resultClass()).isEqualTo(ResultClass.EXACT);
    assertThat(through.functions())
        .containsExactly(new SqlMacro("staging.clean", SqlMacro.Kind.VIEW, text));
  }

  @Test
  void itsColumnsHaveTheTypesThatItsQueryYields() {
    // In a table the sum would be DECIMAL(38,0), and an INTERVAL could not be held.
    String text = "select sum(id) as s, to_days(1) as step from raw.orders";
    CompiledModel inline =
        project().model("staging.clean", INLINE + text).compiled("staging.clean");
    assertThat(inline.schema().columns())
        .extracting(column -> column.name() + " " + column.type())
        .containsExactly("s HUGEINT", "step INTERVAL");
    assertThat(reader(text, "select typeof(s) as t, s from staging.clean").columns())
        .extracting(OutputColumn::engineType)
        .containsExactly("VARCHAR", "HUGEINT");
  }

  @Test
  void onlyWhatItsReadersPlansSayOfItIsTheirs() {
    String clean = "select id, region, amount from raw.orders";
    String reader = "select sum(amount) as s from staging.clean";
    CompiledModel before = reader(clean, reader);
    assertThat(reader("select id, /* why */ region, amount from raw.orders -- all", reader).plan())
        .isEqualTo(before.plan());
    assertThat(reader("select id, upper(region) as region, amount from raw.orders", reader).query())
        .isEqualTo(before.query());
    assertThat(reader(clean + " where id > 3", reader).query()).isNotEqualTo(before.query());
    assertThat(reader("select id, region, amount * 1 as amount from raw.orders", reader).query())
        .isNotEqualTo(before.query());
  }

  @Test
  void mayReadOthersOfItsKindAndTablesAndBeReadManyTimes() {
    Compilation compilation =
        project()
            .model("staging.orders", "select id, region, amount from raw.orders")
            .model("a.first", INLINE + "select region, amount from staging.orders")
            .model(
                "a.second",
                INLINE
                    + "select f.amount, r.country from a.first f join raw.regions r using (region)")
            .model("m.m", "select a.country, b.amount from a.second a, a.first b")
            .compile();
    CompiledModel model = compilation.models().get(compilation.models().size() - 1);
    assertThat(compilation.problems()).isEmpty();
    assertThat(model.name()).isEqualTo("m.m");
    assertThat(model.functions()).extracting(SqlMacro::name).containsExactly("a.first", "a.second");
    assertThat(model.inputs())
        .extracting(InputUse::table)
        .containsExactly("raw.regions", "staging.orders");
    assertThat(compilation.reads().get("m.m")).containsExactly("a.first", "a.second");
  }

  @Test
  void aNameWithoutASchemaMeansTheSameAsInAnyOtherModel() {
    // In a view the engine would look in the view's own schema first.
    CompiledModel model =
        project()
            .model("orders", "select id from raw.orders where id = 1")
            .model("staging.orders", "select id from raw.orders where id = 2")
            .model(
                "staging.clean", INLINE + "with \"é\" as (select 1) select id from Orders, \"é\"")
            .model("m.m", "select id from staging.clean")
            .compiled("m.m");
    assertThat(model.inputs()).extracting(InputUse::table).containsExactly("main.orders");
    assertThat(model.functions().get(0).definition())
        .isEqualTo("with \"é\" as (select 1) select id from main.Orders, \"é\"");
  }

  @Test
  void functionsAndInlineModelsMayNameOneAnother() {
    CompiledModel model =
        project()
            .function("half", "/* varve\nargs: { x: DOUBLE }\nreturns: DOUBLE\n*/\nx / 2")
            .model("a.halves", INLINE + "select half(amount) as h from raw.orders")
            .function(
                "halves_above",
                "/* varve\nargs: { least: DOUBLE }\nreturns: { h: DOUBLE }\n*/\n"
                    + "select h from a.halves where h > least")
            .model("m.m", "select h from halves_above(3)")
            .compiled("m.m");
    assertThat(model.functions())
        .extracting(SqlMacro::name)
        .containsExactly("half", "a.halves", "halves_above");
    assertThat(model.inputs()).extracting(InputUse::table).containsExactly("raw.orders");
  }

  @Test
  void theClockAndVolatileFunctionsReachThroughIt() {
    CompiledModel clock =
        reader(
            "select id, current_date as today from raw.orders", "select today from staging.clean");
    assertThat(clock.clock()).containsExactly(ClockUse.DATE);
    CompiledModel random =
        reader("select id, random() as r from raw.orders", "select id from staging.clean");
    assertThat(random.resultClass()).isEqualTo(ResultClass.VOLATILE);
  }

  @Test
  void itsParametersAreThoseOfItsReaders() {
    String text =
        "select id, amount * $rate as a from raw.orders where region <> $region and id > $least"
            + " limit cast($least as integer)";
    String reader = "select a, $rate as rate, '$none' as n from %s where a > $rate";
    ModelProject project =
        project()
            .parameter("rate", "DECIMAL(5,2)")
            .parameter("region", "VARCHAR")
            .parameter("least", "BIGINT");
    CompiledModel through =
        project.model("a.a", INLINE + text).model("m.m", reader.formatted("a.a")).compiled("m.m");
    CompiledModel written =
        project.model("m.m", reader.formatted("(" + text + ")")).compiled("m.m");
    assertThat(through.parameters()).containsExactly("least", "rate", "region");
    assertThat(through.plan()).isEqualTo(written.plan());
    assertThat(through.path()).isEqualTo(PlanPath.ALGEBRA);
  }

  @Test
  void noTextPassesForAParameter() {
    for (String forged :
        List.of("'varve parameter x'", "E'varve\\x20parameter x'", "$$varve parameter x$$")) {
      assertThat(
              told(
                  project()
                      .model("m.m", "select cast(error(" + forged + ") as date) as d")
                      .compile()))
          .containsExactly("models/m/m.sql:1:19 FORBIDDEN_NAME");
    }
  }

  @Test
  void itsErrorsAreToldOnceAtTheirPlaceAndItsReadersWait() {
    Compilation compilation =
        project()
            .model("staging.clean", INLINE + "select id,\n  amout from raw.orders")
            .model("a.mid", INLINE + "select * from staging.clean")
            .model("m.one", "select id from staging.clean")
            .model("m.two", "select id from a.mid")
            .model("m.other", "select id from raw.orders")
            .compile();
    assertThat(told(compilation)).containsExactly("models/staging/clean.sql:5:3 UNKNOWN_COLUMN");
    assertThat(compilation.blocked())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a.mid", "staging.clean", "m.one", "staging.clean", "m.two", "staging.clean"));
    assertThat(compilation.models()).extracting(CompiledModel::name).containsExactly("m.other");
  }

  @Test
  void cyclesAndUnknownTablesAreToldAtTheirPlaces() {
    Compilation compilation =
        project()
            .model("a.one", INLINE + "select id from\n a.two")
            .model("a.two", "select id from a.one")
            .model("a.three", INLINE + "select id from raw.oders")
            .compile();
    assertThat(told(compilation))
        .containsExactly("models/a/one.sql:5:2 CYCLE", "models/a/three.sql:4:16 UNKNOWN_TABLE");
    assertThat(compilation.problems().get(0).message())
        .isEqualTo("Models read one another in a circle: a.one → a.two → a.one.");
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    Compilation compilation =
        project()
            .model("staging.clean", INLINE + "select a.id, b.id from raw.orders a, raw.orders b")
            .compile();
    assertThat(compilation.problems())
        .extracting(Problem::code)
        .containsExactly("COLUMN_COLLISION");
  }

  @Test
  void declaredTypesAreThoseOfTheQuery() {
    String header = "/* varve\nkind: inline\ncolumns: { s: %s }\n*/\n";
    String text = "select sum(id) as s from raw.orders";
    assertThat(project().model("a.a", header.formatted("HUGEINT") + text).compile().problems())
        .isEmpty();
    assertThat(told(project().model("a.a", header.formatted("\"DECIMAL(38,0)\"") + text).compile()))
        .containsExactly("models/a/a.sql:3:12 CONTRACT_TYPE");
  }

  @Test
  void changesBetweenTableAndInlineAreSeenBySessionsThatStayOpen() {
    String text = "select id, region from raw.orders";
    String reader = "select region from staging.clean";
    CompiledModel inline = reader(text, reader);
    CompiledModel table =
        project().model("staging.clean", text).model("m.m", reader).compiled("m.m");
    assertThat(table.inputs()).extracting(InputUse::table).containsExactly("staging.clean");
    assertThat(reader(text, reader)).isEqualTo(inline);
    // A view remembers the columns of what it reads.
    CompiledModel other =
        new ModelProject()
            .source("raw.orders", "region INTEGER, id BIGINT")
            .model("staging.clean", INLINE + text)
            .model("m.m", reader)
            .compiled("m.m");
    assertThat(other.columns()).extracting(OutputColumn::engineType).containsExactly("INTEGER");
  }

  @Test
  void whatIsRememberedOfAReaderIsOfTheTextThatItReadThen() {
    MapCache cache = new MapCache();
    String reader = "select * from staging.clean";
    List<CompiledModel> first =
        project()
            .model("staging.clean", INLINE + "select id from raw.orders")
            .model("m.m", reader)
            .compile(cache)
            .models();
    List<CompiledModel> second =
        project()
            .model("staging.clean", INLINE + "select id, region from raw.orders")
            .model("m.m", reader)
            .compile(cache)
            .models();
    assertThat(first.get(1).columns()).hasSize(1);
    assertThat(second.get(1).columns()).hasSize(2);
    int saves = cache.saves();
    assertThat(
            project()
                .model("staging.clean", INLINE + "select id, region from raw.orders")
                .model("m.m", reader)
                .compile(cache)
                .models())
        .isEqualTo(second);
    assertThat(cache.saves()).isEqualTo(saves);
  }

  @Test
  void rowidIsNoColumnOfWhatItReads() {
    assertThat(
            told(
                project()
                    .model("a.a", INLINE + "select rowid as r from raw.orders")
                    .model("m.m", "select r from a.a")
                    .compile()))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("models/a/a.sql:4:8 ");
  }
}

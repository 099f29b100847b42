package dev.varve.planner.compile;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.testing.ModelProject.MapCache;
import dev.varve.planner.types.StoredType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompilerTest {
  private static ModelProject shop() {
    return new ModelProject()
        .source(
            "raw.orders", "id BIGINT, region VARCHAR, amount DECIMAL(10,2), day DATE, n INTEGER")
        .parameter("since", "DATE")
        .model("staging.orders", "select * from raw.orders where day >= $since")
        .model(
            "marts.revenue",
            """
            /* varve
            description: Revenue per day and region
            key: [day, region]
            tags: [daily]
            columns:
              revenue: { type: "DECIMAL(38,2)", not_null: true }
            */
            select day, region, sum(amount) as revenue, count(*) as orders
            from staging.orders group by all
            """);
  }

  @Test
  void describesModelsInTheOrderInWhichTheyCanBeBuilt() {
    Compilation compilation = shop().compile();

    assertThat(compilation.problems()).isEmpty();
    assertThat(compilation.models())
        .extracting(CompiledModel::name)
        .containsExactly("staging.orders", "marts.revenue");
    CompiledModel staging = compilation.models().get(0);
    assertThat(staging.parameters()).containsExactly("since");
    assertThat(staging.sql()).contains("CAST($since AS DATE)");
    assertThat(staging.order()).isEqualTo(OutputOrder.ENGINE);
    assertThat(staging.inputs())
        .containsExactly(
            new InputUse("raw.orders", true, List.of("day", "id", "region", "amount", "n"), false));
    CompiledModel revenue = compilation.models().get(1);
    assertThat(revenue.path()).isEqualTo(PlanPath.ALGEBRA);
    assertThat(revenue.resultClass()).isEqualTo(ResultClass.EXACT);
    assertThat(revenue.threadSensitive()).isFalse();
    assertThat(revenue.inputs())
        .containsExactly(
            new InputUse("staging.orders", false, List.of("day", "region", "amount"), false));
    assertThat(revenue.order().basis()).isEqualTo(OutputOrder.Basis.DECLARED);
    assertThat(revenue.order().terms())
        .containsExactly(
            "\"day\" ASC NULLS LAST",
            "\"region\" ASC NULLS LAST",
            "\"revenue\" ASC NULLS LAST",
            "\"orders\" ASC NULLS LAST");
    assertThat(revenue.columns())
        .containsExactly(
            new OutputColumn("day", "DATE", new StoredType("DATE", "\"date\"", false), false),
            new OutputColumn(
                "region", "VARCHAR", new StoredType("VARCHAR", "\"string\"", false), false),
            new OutputColumn(
                "revenue",
                "DECIMAL(38,2)",
                new StoredType("DECIMAL(38,2)", "\"decimal(38,2)\"", false),
                true),
            new OutputColumn(
                "orders", "BIGINT", new StoredType("BIGINT", "\"long\"", false), false));
    assertThat(revenue.key()).containsExactly("day", "region");
    assertThat(revenue.tags()).containsExactly("daily");
  }

  @Test
  void readersBindAgainstWhatIsStored() {
    ModelProject project =
        new ModelProject()
            .source("raw.t", "a INTEGER")
            .model("m.sums", "select sum(a) as s from raw.t")
            .model("m.reader", "select s + 1 as t from m.sums");

    assertThat(project.compiled("m.sums").columns().get(0).stored())
        .isEqualTo(new StoredType("DECIMAL(38,0)", "\"decimal(38,0)\"", true));
    assertThat(project.compiled("m.reader").columns().get(0).engineType())
        .isEqualTo("DECIMAL(38,0)");
  }

  @Test
  void readersOfAHeldTableBindAgainstItsColumnsWhateverItsModelSays() {
    ModelProject project =
        new ModelProject()
            .source("raw.t", "a INTEGER")
            .model("m.held", "select a::double as a, a as b from raw.t")
            .model("m.broken", "select nothing from raw.t")
            .model("m.reader", "select * from m.held cross join m.broken")
            .model("m.wrong", "select b from m.held");

    Compilation compilation =
        project.compileHolding(
            Map.of("m.held", "a INTEGER", "m.broken", "c VARCHAR"), CompileCache.NONE);

    assertThat(compilation.models()).extracting(CompiledModel::name).containsExactly("m.reader");
    assertThat(compilation.models().get(0).columns())
        .extracting(column -> column.name() + " " + column.engineType())
        .containsExactly("a INTEGER", "c VARCHAR");
    assertThat(compilation.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.model()).contains("m.wrong");
              assertThat(problem.mend()).contains("m.held is read as the environment holds it");
            });
  }

  @Test
  void whatWasCompiledWithHeldTablesIsNotRememberedInPlaceOfTheProject() {
    MapCache cache = new MapCache();
    shop().compile(cache);
    shop()
        .compileHolding(Map.of("staging.orders", "day DATE, region VARCHAR, amount DOUBLE"), cache);

    assertThat(cache.saves()).isEqualTo(1);
  }

  @Test
  void saysWhatAModelWithAnErrorReads() {
    Compilation compilation =
        shop().model("marts.revenue", "select nothing from staging.orders").compile();

    assertThat(compilation.reads()).containsEntry("marts.revenue", List.of("staging.orders"));
  }

  @Test
  void remembersWhatItCompiled() {
    MapCache cache = new MapCache();
    Compilation first = shop().compile(cache);
    Compilation second = shop().compile(cache);

    assertThat(second.models()).isEqualTo(first.models());
    assertThat(cache.saves()).isEqualTo(1);
  }

  @Test
  void compilesAgainWhatChangedAndItsReaders() {
    MapCache cache = new MapCache();
    shop().compile(cache);
    ModelProject changed =
        shop().model("staging.orders", "select id, region, amount, day from raw.orders");

    assertThat(changed.compile(cache).models()).isEqualTo(changed.compile().models());
    assertThat(cache.saves()).isEqualTo(2);
  }

  @Test
  void aColumnThatNobodyReadsChangesNoReadersPlan() {
    CompiledModel before = shop().compiled("marts.revenue");
    CompiledModel after =
        shop()
            .model("staging.orders", "select 1 as extra, * from raw.orders where day >= $since")
            .compiled("marts.revenue");

    assertThat(after.plan()).isEqualTo(before.plan());
    assertThat(after.inputs()).isEqualTo(before.inputs());
  }

  @Test
  void isTheSameWithSeveralThreadsAndWithOne() {
    try (Compiler one = new Compiler(new CompilerSettings("UTC", 1))) {
      assertThat(shop().compile(one, CompileCache.NONE))
          .usingRecursiveComparison()
          .ignoringFields("trims")
          .isEqualTo(shop().compile());
    }
  }

  @Test
  void textsMayBeLongAndNestDeeply() {
    String sum = "1" + " + 1".repeat(600);
    String unions = "select 1 as a" + " union all select 1".repeat(400);
    String parentheses = "(".repeat(300) + "1" + ")".repeat(300);
    String list = IntStream.range(0, 10_000).mapToObj(Integer::toString).collect(joining(", "));
    Compilation compilation =
        new ModelProject()
            .source("raw.t", "a INTEGER")
            .model("m.sum", "select " + sum + " as a")
            .model("m.unions", unions)
            .model("m.parentheses", "select " + parentheses + " as a")
            .model("m.list", "select a from raw.t where a in (" + list + ")")
            .model("m.small", "select a from raw.t /* no rowid here */")
            .compile();

    assertThat(compilation.problems()).isEmpty();
    assertThat(compilation.models()).hasSize(5);
  }

  @Test
  void whatIsTooDeepForTheEngineIsAProblemOfItsModelOnly() {
    Compilation compilation =
        new ModelProject()
            .model("m.deep", "select " + "(".repeat(2_000) + "1" + ")".repeat(2_000) + " as a")
            .model("m.sum", "select 1" + " + 1".repeat(2_000) + " as a")
            .model("m.right", "select 1 as a")
            .compile();

    assertThat(compilation.models()).extracting(CompiledModel::name).contains("m.right");
    assertThat(compilation.problems()).isNotEmpty();
  }
}

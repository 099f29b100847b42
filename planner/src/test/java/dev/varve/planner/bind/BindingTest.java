package dev.varve.planner.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BindOutcome.Bound;
import dev.varve.planner.bind.BindOutcome.Refused;
import dev.varve.planner.bind.BoundQuery.BoundColumn;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.TableSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {
  private static final Map<String, TableSchema> TABLES =
      Map.of(
          "main.t",
          Tpch.schema(
              "a INTEGER, b INTEGER, c VARCHAR, d DOUBLE, l INTEGER[], s STRUCT(x INTEGER)"),
          "staging.u",
          Tpch.schema("a INTEGER, c VARCHAR"),
          "staging.numbered",
          Tpch.schema("rowid INTEGER, a INTEGER"));

  private static BoundQuery bound(String sql) {
    return TestBinder.bind(sql, TABLES);
  }

  private static String plan(String sql) {
    return PlanText.of(bound(sql).plan());
  }

  @Test
  void namesAndTypesOfTheOutputAreThoseOfTheText() {
    assertThat(bound("select a as \"A b\", sum(d), c || 'x' from t group by all").columns())
        .containsExactly(
            new BoundColumn("A b", EngineType.of("INTEGER")),
            new BoundColumn("sum(d)", EngineType.of("DOUBLE")),
            new BoundColumn("(c || 'x')", EngineType.of("VARCHAR")));
  }

  @Test
  void aTableOffersNoRowid() {
    assertThat(TestBinder.outcome("select rowid from t", TABLES)).isInstanceOf(Refused.class);
    assertThat(plan("select rowid from staging.numbered"))
        .contains("scan staging.numbered (rowid, a)");
    assertThat(plan("select (select rowid from t limit 1) as r from staging.numbered"))
        .as("the name means the outer column, since the inner table has none")
        .doesNotContain("scan main.t (rowid");
  }

  @Test
  void parametersKeepTheirNamesAndTypes() {
    assertThat(plan("select CAST($p AS DATE) as p, a from t limit CAST($n AS INTEGER)"))
        .isEqualTo(
            """
            limit cast($n as BIGINT) offset none
              project $p, #0
                scan main.t (a)
            """);
  }

  @Test
  void theClockIsRecognisedInAllItsForms() {
    assertThat(
            plan(
                "select now() a, current_timestamp b, current_date c, today() d, localtimestamp e"))
        .isEqualTo(
            """
            project clock, clock, cast(clock as DATE), cast(clock as DATE), cast(clock as TIMESTAMP)
              one row
            """);
    assertThat(bound("select now() as a").faithful()).isTrue();
    assertThat(plan("select ago(interval 1 day) a, date_part('year', now()) b"))
        .contains("-(clock, ", "year(clock)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select a from t limit cast(date_part('year', now()) as int)|false",
        "select date_part('day', current_date) as d|false",
        "select date_part('day', now()) as d|true",
        "select a from t where a = 1|true"
      })
  void aValueOfTheClockThatWasComputedEarlyIsNoticed(String sql, boolean faithful) {
    assertThat(bound(sql).faithful()).isEqualTo(faithful);
  }

  @Test
  void tablesAreToldFromCommonTableExpressions() {
    BindingSession session;
    try (Binder binder = new Binder("UTC", 1)) {
      session = binder.sessions().get(0);
      ParsedQuery parsed =
          session.parse(
              "with t as (from t), u as (from t, staging.u) select (with w as (from w) select 1 from w)"
                  + " from u, (pivot s.p on x in (1) using sum(y)), lateral (from v) where a in (from q)");

      assertThat(parsed.tables())
          .extracting(ParsedQuery.TableName::path)
          .containsExactlyInAnyOrder(
              List.of("t"),
              List.of("staging", "u"),
              List.of("w"),
              List.of("s", "p"),
              List.of("v"),
              List.of("q"));
      assertThat(parsed.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from t",
        "from t select a",
        "select * exclude (c) replace (a + 1 as a) from t",
        "select columns('a|b') from t",
        "select max(columns(*)) from (select a, b from t)",
        "select a, count(*) from t group by all having count(*) > 1 order by all",
        "select distinct on (a) a, b from t order by a, b",
        "select a, row_number() over (order by b) r from t qualify r = 1",
        "select * from t semi join staging.u using (a)",
        "select * from t anti join staging.u using (a)",
        "select t.a from t asof join staging.u on t.a >= u.a",
        "select t.a from t positional join staging.u",
        "select t.a, x.n from t, lateral (select count(*) n from staging.u where u.a = t.a) x",
        "select a from t union all by name select a, c from staging.u",
        "select a from t intersect all select a from staging.u",
        "select list_filter(l, lambda x: x > a) f, [x + 1 for x in l if x > 2] g from t",
        "select unnest(l) e, a from t",
        "select a, e, i from t, unnest(l) with ordinality as u(e, i)",
        "select s.x, {'y': a}.y, map {'k': a}['k'], l[1:2], (l)[1] from t",
        "select * from (pivot t on a in (1, 2) using sum(b) group by c)",
        "unpivot (select a, b from t) on a, b",
        "with recursive r(n) as (select 1 union select n + 1 from r where n < 3) from r",
        "with q as materialized (from t), p as not materialized (from t) select * from q join p using (a)",
        "select * from t tablesample 10%",
        "select a, grouping(a, c), sum(b) from t group by grouping sets ((a), (c), ())",
        "select sum(b) filter (where a > 1) over (partition by c order by d rows between 1 preceding and 1 following exclude ties) f from t",
        "select try_cast(c as integer), c::date, cast(a as varchar) from t",
        "select case a when 1 then 'x' else c end, coalesce(c, 'y'), nullif(a, 1), if(a > 1, 2, 3) from t",
        "select a from t where (a, b) in (select a, a from staging.u)",
        "select a from t where a > all (select a from staging.u) or b = any (select a from staging.u)",
        "select (select sum(u.a) from staging.u where u.c = t.c) from t",
        "select c collate nocase from t order by c collate nocase",
        "values (1, 'a'), (2, 'b')",
        "select range from range(3)",
        "select t from t",
        "select c similar to 'a.*', c ^@ 'a', c not like 'x', a between 1 and 2 from t",
        "select quantile_cont(d, [0.25, 0.75]), arg_max(a, b), histogram(c), string_agg(distinct c, ',' order by c) from t",
        "select '0101'::bit & '0011'::bit as x",
        "select bit_count('0101'::bit) as n, a from t where a = CAST($p AS INTEGER)"
      })
  void takesNearlyAllOfTheLanguage(String sql) {
    BindOutcome outcome = TestBinder.outcome(sql, TABLES);

    assertThat(outcome).isInstanceOf(Bound.class);
    assertThat(PlanText.of(((Bound) outcome).query().plan())).isNotEmpty();
  }

  @Test
  void aTableMayChangeItsColumnsFromOneTextToTheNext() {
    assertThat(bound("select * from t").columns()).hasSize(6);
    Map<String, TableSchema> changed = Map.of("main.t", Tpch.schema("z DATE"));
    assertThat(TestBinder.bind("select * from t", changed).columns())
        .containsExactly(new BoundColumn("z", EngineType.of("DATE")));
    assertThat(TestBinder.bind("select z as rowid from t", changed).columns()).hasSize(1);
    assertThat(bound("select * from main.t").columns()).hasSize(6);
  }

  @Test
  void nothingOutsideCanBeReachedWhileBinding() {
    for (String sql :
        List.of(
            "select * from read_csv('/etc/passwd')",
            "select * from '/etc/passwd'",
            "select content from read_text('/etc/passwd')",
            "select * from glob('*')")) {
      assertThat(TestBinder.outcome(sql, TABLES)).as(sql).isInstanceOf(Refused.class);
    }
  }
}

package dev.varve.planner.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.testing.ModelProject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pairs of texts whose plans must be the same, and pairs that must never be. */
class PlanIdentityTest {
  private static CompiledModel compiled(String text) {
    return new ModelProject()
        .source(
            "main.t",
            "a INTEGER, b INTEGER, c VARCHAR, d DOUBLE, e DATE, f DECIMAL(10,2), l INTEGER[], ts TIMESTAMP,"
                + " z TIMESTAMP WITH TIME ZONE")
        .source("main.u", "a INTEGER, b INTEGER, c VARCHAR, s VARCHAR, x DOUBLE")
        .source("main.x", "a INTEGER, b INTEGER")
        .source("main.y", "k INTEGER, b INTEGER")
        .parameter("p", "INTEGER")
        .parameter("q", "INTEGER")
        .model("m.m", text)
        .compiled("m.m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " <> ",
      quoteCharacter = '`',
      value = {
        "select a k from t where a > 1 and b > 2 <> select a as other from t where b > 2 and 1 < a -- why",
        "select sum(f) s, e from t group by e <> with w as (select e, f from t) select sum(f) s, e from w group by all",
        "select distinct a from t <> select distinct q.a from (select * from t) q",
        "select a from t order by a <> select q.a from t q order by q.a",
        "select a from t <> select a /* rowid */ from t",
        "select current_date d <> select today() d",
        "select now() n <> select current_timestamp n",
        "select a from t where b in (select b from u) <> select t.a from t where t.b in (select u.b from u)"
      })
  void areTheSame(String one, String other) {
    assertThat(compiled(other).plan()).isEqualTo(compiled(one).plan());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " <> ",
      quoteCharacter = '`',
      value = {
        // What Calcite would take for equal.
        "select x.a k from x join y on (x.a, x.b) = (y.k, y.b) <> select x.a k from x join y on x.a = y.k and x.b = y.b",
        "select t.a from t left join u on t.a = u.a where greatest(t.b, u.b) > 5 <> select t.a from t join u on t.a = u.a where greatest(t.b, u.b) > 5",
        "select -a as a from t order by a + 0 limit 1 <> select -a as z from t order by -t.a limit 1",
        "select cast(cast(d as float) as double) v from t <> select d v from t",
        "select cast(e + interval '1 day' as date) v from t <> select e + interval '1 day' v from t",
        "select cast(length(c) as int) + 2147483647 v from t <> select length(c) + 2147483647 v from t",
        "select a + b || '1' v from t <> select a + cast(b || '1' as integer) v from t",
        "select s from u where s = 1.4 <> select s from u where cast(s as decimal(38,19)) = 1.4",
        "select a from t where ts > timestamp '2020-01-01 00:00:00.123456' <> select a from t where ts > timestamp '2020-01-01 00:00:00.123999'",
        "(select a, b from t order by b desc) limit 3 <> select a, b from t limit 3",
        "select * from x join y using (b) <> select x.b, x.a, y.k from x join y on x.b = y.b",
        "select 1 /* a /* b */ + 1 -- */ as v <> select 1 + 1 as v",
        "select 1 / (d + 0) v from t <> select 1 / d v from t",
        "select cast(2.5 as int) v <> select cast(2.4 as int) v",
        // Plain differences.
        "select a from t where a > 1 <> select a from t where a >= 1",
        "select a from t <> select b from t",
        "select a, b from t <> select b, a from t",
        "select a from t union all select a from u <> select a from t union select a from u",
        "select a from t except select a from u <> select a from t except all select a from u",
        "select a from t limit 3 <> select a from t limit 4",
        "select a from t limit 3 <> select a from t limit 3 offset 1",
        "select a from t limit 3 <> select a from t limit 3%",
        "select a from t order by a <> select a from t order by a desc",
        "select a from t order by a nulls first <> select a from t order by a nulls last",
        "select count(a) n from t <> select count(distinct a) n from t",
        "select count(a) n from t <> select count(*) n from t",
        "select sum(a) n from t <> select sum(a) filter (where a > 1) n from t",
        "select list(a order by b) n from t <> select list(a order by b desc) n from t",
        "select string_agg(c, ',') n from t <> select string_agg(c, ';') n from t",
        "select quantile_cont(a, 0.5) n from t <> select quantile_cont(a, 0.25) n from t",
        "select cast(c as integer) v from t <> select try_cast(c as integer) v from t",
        "select a from t where c = 'x' <> select a from t where c = 'X'",
        "select a from t where c = 'x' <> select a from t where c collate nocase = 'x'",
        "select a from t where c like 'x%' <> select a from t where c ilike 'x%'",
        "select a from t where c like 'x%' <> select a from t where c like 'x$%' escape '$'",
        "select regexp_matches(c, 'a', 'i') v from t <> select regexp_matches(c, 'a') v from t",
        "select regexp_extract(c, '(a)(b)', 1) v from t <> select regexp_extract(c, '(a)(b)', 2) v from t",
        "select strftime(ts, '%Y') v from t <> select strftime(ts, '%m') v from t",
        "select date_part('year', ts) v from t <> select date_part('month', ts) v from t",
        "select date_trunc('year', ts) v from t <> select date_trunc('month', ts) v from t",
        "select list_sort(l, 'DESC') v from t <> select list_sort(l, 'ASC') v from t",
        "select list_aggregate(l, 'sum') v from t <> select list_aggregate(l, 'max') v from t",
        "select list_transform(l, lambda i: i + 1) v from t <> select list_transform(l, lambda i: i + 2) v from t",
        "select list_transform(l, lambda i: i + a) v from t <> select list_transform(l, lambda i: i + b) v from t",
        "select {'a': a} v from t <> select {'b': a} v from t",
        "select case when a > 1 then 1 else 2 end v from t <> select case when a > 1 then 2 else 1 end v from t",
        "select row_number() over (order by a) v from t <> select row_number() over (order by b) v from t",
        "select sum(a) over (order by b) v from t <> select sum(a) over (order by b rows unbounded preceding) v from t",
        "select sum(a) over (order by b rows 1 preceding) v from t <> select sum(a) over (order by b rows 2 preceding) v from t",
        "select lag(a, 1) over (order by b) v from t <> select lag(a, 2) over (order by b) v from t",
        "select first_value(a) over (order by b) v from t <> select first_value(a ignore nulls) over (order by b) v from t",
        "select a from t group by rollup (a, b) <> select a from t group by cube (a, b)",
        "select unnest(l) v from t <> select unnest(list_reverse(l)) v from t",
        "select t.a from t join u on t.a = u.a <> select t.a from t semi join u on t.a = u.a",
        "select t.a from t semi join u on t.a = u.a <> select t.a from t anti join u on t.a = u.a",
        "select t.a from t join u on t.a = u.a <> select t.a from t join u on t.a is not distinct from u.a",
        "select t.a from t asof join u on t.a >= u.a <> select t.a from t asof join u on t.a > u.a",
        "select a from t where a in (select a from u) <> select a from t where a not in (select a from u)",
        "select a from t where a not in (select a from u) <> select a from t where not exists (select 1 from u where u.a = t.a)",
        "select a from t tablesample 10% (bernoulli, 1) <> select a from t tablesample 10% (bernoulli, 2)",
        "select $p v <> select $q v",
        "select $p v <> select 1 v",
        "select * from range(3) <> select * from range(4)",
        "with recursive r(n) as (select 1 union all select n + 1 from r where n < 3) select n from r <> with recursive r(n) as (select 1 union all select n + 1 from r where n < 4) select n from r",
        "with q as materialized (select random() r) select x.r, y.r as s from q x, q y <> select x.r, y.r as s from (select random() r) x, (select random() r) y",
        // The clock.
        "select current_date v <> select cast(make_timestamptz(6912345678912345) as date) v",
        "select date_part('day', current_date) v <> select date_part('day', date '2189-01-16') v",
        "select a from t limit cast(date_part('month', now()) as int) <> select a from t limit 1",
        "select a from t limit cast(date_part('month', now()) as int) <> select a from t limit cast(date_part('quarter', now()) as int)",
        "select now() v <> select cast(current_date as timestamp with time zone) v"
      })
  void areDifferent(String one, String other) {
    assertThat(compiled(other).plan()).isNotEqualTo(compiled(one).plan());
  }
}

package dev.varve.planner.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.testing.ModelProject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassifierTest {
  static CompiledModel compiled(String text) {
    return new ModelProject()
        .source(
            "main.t",
            "id BIGINT, a INTEGER, b INTEGER, c VARCHAR, d DOUBLE, f DECIMAL(10,2), l INTEGER[], v INTERVAL,"
                + " ts TIMESTAMP")
        .source("main.u", "id BIGINT, a INTEGER")
        .model("m.m", text)
        .compiled("m.m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " <> ",
      quoteCharacter = '`',
      value = {
        "select a, d + 1 as e from t where c like 'x%' <> EXACT <> false",
        "select sum(a) s, avg(f) m, count(distinct c) n, max(ts) x from t group by b <> EXACT <> false",
        "select sum(d) s from t <> ORDER_SENSITIVE <> true",
        "select avg(d) s from t <> ORDER_SENSITIVE <> true",
        "select stddev(a) s from t <> ORDER_SENSITIVE <> true",
        "select max(c) s from t <> EXACT <> false",
        "select max(d) s from t <> ORDER_SENSITIVE <> true",
        "select median(a) s from t <> EXACT <> false",
        "select a from t group by a <> EXACT <> false",
        "select d from t group by d <> ORDER_SENSITIVE <> true",
        "select count(*) n from t group by v <> ORDER_SENSITIVE <> true",
        "select distinct c from t <> EXACT <> false",
        "select distinct d from t <> ORDER_SENSITIVE <> true",
        "select a from t union select a from u <> EXACT <> false",
        "select d from t union select d from t <> ORDER_SENSITIVE <> true",
        "select d from t union all select d from t <> EXACT <> false",
        "select d from t except select d from t <> ORDER_SENSITIVE <> true",
        "select first(a) x from t <> ORDER_SENSITIVE <> true",
        "select any_value(a) x from t <> ORDER_SENSITIVE <> true",
        "select list(a) x from t <> ORDER_SENSITIVE <> true",
        "select list(a order by a) x from t <> EXACT <> false",
        "select list(a order by b) x from t <> ORDER_SENSITIVE <> true",
        "select string_agg(c, ',' order by c desc) x from t <> EXACT <> false",
        "select list(d order by d) x from t <> ORDER_SENSITIVE <> true",
        "select arg_min(a, b) x from t <> ORDER_SENSITIVE <> true",
        "select a from t limit 3 <> ORDER_SENSITIVE <> true",
        "select a from t order by a limit 3 <> EXACT <> false",
        "select a, b from t order by a limit 3 <> ORDER_SENSITIVE <> true",
        "select a, b from t order by b, a limit 3 offset 1 <> EXACT <> false",
        "select d from t order by d limit 3 <> ORDER_SENSITIVE <> true",
        "select a, sum(b) s from t group by a order by s desc, a limit 3 <> EXACT <> false",
        "select a, sum(b) s from t group by a order by s desc limit 3 <> ORDER_SENSITIVE <> true",
        "select distinct on (a) a, b from t order by a, b <> EXACT <> false",
        "select distinct on (a) a, b from t <> ORDER_SENSITIVE <> true",
        "select rank() over (order by b) r, a from t <> EXACT <> false",
        "select row_number() over (order by b) r, a from t <> ORDER_SENSITIVE <> true",
        "select row_number() over (order by s, a) r from (select a, sum(b) s from t group by a) <> EXACT <> false",
        "select lag(a) over (partition by c order by b) r from t <> ORDER_SENSITIVE <> true",
        "select sum(a) over (partition by c order by b) r from t <> EXACT <> false",
        "select sum(a) over (partition by c order by b rows 1 preceding) r from t <> ORDER_SENSITIVE <> true",
        "select sum(d) over (partition by c) r from t <> ORDER_SENSITIVE <> true",
        "select (select max(a) from u) m, a from t <> EXACT <> false",
        "select (select a from u) m, a from t <> EXACT <> false",
        "select a from t where exists (select 1 from u where u.id = t.id) <> EXACT <> false",
        "select t.a from t semi join u using (id) <> EXACT <> false",
        "select t.a, u.a x from t asof join u on t.a >= u.a <> EXACT <> false",
        "select t.a, u.id from t asof join u on t.a >= u.a <> ORDER_SENSITIVE <> true",
        "select t.a, x from t asof join (select a, max(id) x from u group by a) u on t.a >= u.a <> EXACT <> false",
        "select t.d, x from t asof join (select d, max(id) x from t group by d) u on t.d >= u.d <> ORDER_SENSITIVE <> true",
        "select t.a from t positional join u <> ORDER_SENSITIVE <> true",
        "select range r from range(3) <> EXACT <> false",
        "select a, i from t, range(t.a) r(i) <> EXACT <> false",
        "select a, w, o from t, unnest(l) with ordinality q(w, o) <> EXACT <> false",
        "select try(a / b) x from t <> EXACT <> false",
        "select unnest(l) x from t <> EXACT <> false",
        "select list_sum(l) x from t <> EXACT <> false",
        "select list_transform(l, lambda x: x + 1) x from t <> EXACT <> false",
        "select list_transform(l, lambda x: x + random()) x from t <> VOLATILE <> true",
        "select random() r from t <> VOLATILE <> true",
        "select gen_random_uuid() r from t <> VOLATILE <> true",
        "select reservoir_quantile(a, 0.5) r from t <> VOLATILE <> true",
        "select list_aggregate(l, 'reservoir_quantile', 0.5) r from t <> VOLATILE <> true",
        "select current_user as u <> VOLATILE <> true",
        "select a from t limit length(current_user) <> VOLATILE <> true",
        "select length(version()) r <> VOLATILE <> true",
        "select a from t using sample 10% <> VOLATILE <> true",
        "select a from t using sample reservoir(5 rows) repeatable (42) <> VOLATILE <> true",
        "select bit_count('0101'::bit) n <> VOLATILE <> true",
        "select current_date d, now() n <> EXACT <> false",
        "with recursive r(n) as (select 1 union all select n + 1 from r where n < 3) select n from r <> EXACT <> false",
        "with recursive r(n) as (select d from t union select n + 1 from r where n < 3) select n from r <> ORDER_SENSITIVE <> true",
        "with recursive r(n) as (select a from t union all (select n + 1 from r where n < 3 limit 1)) select n from r <> ORDER_SENSITIVE <> true"
      })
  void saysHowFarTheInputsDetermineTheResult(
      String text, ResultClass resultClass, boolean threadSensitive) {
    CompiledModel model = compiled(text);

    assertThat(model.resultClass()).isEqualTo(resultClass);
    assertThat(model.threadSensitive()).isEqualTo(threadSensitive);
  }
}

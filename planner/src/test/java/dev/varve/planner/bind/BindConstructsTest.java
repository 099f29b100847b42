package dev.varve.planner.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine's language has and others have not becomes a plan of our own nodes alone. */
class BindConstructsTest {
  private static final Map<String, TableSchema> TABLES = tables();

  private static Map<String, TableSchema> tables() {
    TableSchema plain =
        Tpch.schema("a INTEGER, b INTEGER, c VARCHAR, d DOUBLE, e DATE, f DECIMAL(6,2)");
    Map<String, TableSchema> tables = new TreeMap<>();
    tables.put("main.t", plain);
    tables.put("main.u", plain);
    tables.put("main.l", Tpch.schema("a INTEGER, xs INTEGER[]"));
    tables.put(
        "main.m",
        new TableSchema(
            List.of(
                new Column("a", "INTEGER"),
                new Column("st", "STRUCT(x INTEGER, y VARCHAR)"),
                new Column("mp", "MAP(VARCHAR, INTEGER)"),
                new Column("ts", "TIMESTAMP"))));
    return tables;
  }

  private static Node plan(String sql) {
    return TestBinder.bind(sql, TABLES).plan();
  }

  /** Each line holds a query and what its plan's text must hold. */
  @ParameterizedTest
  @CsvFileSource(resources = "/constructs.txt", delimiterString = " => ", quoteCharacter = '`')
  void isUnderstood(String sql, String part) {
    assertThat(PlanText.of(plan(sql))).contains(part).doesNotContain("opaque");
  }

  /** A part that only one of two plans has is in the fingerprint. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " <> ",
      quoteCharacter = '`',
      value = {
        "select t.a from t asof join u on t.a >= u.a <> select t.a from t asof left join u on t.a >= u.a",
        "select t.a from t asof join u on t.a >= u.a <> select t.a from t asof join u on t.a > u.a",
        "select t.a from t asof join u on t.a >= u.a <> select t.a from t join u on t.a >= u.a",
        "select t.a from t positional join u <> select t.a from t cross join u",
        "select t.a from t full join u on t.a = u.a and t.b > 0 <> select t.a from t full join u on t.a = u.a and t.b > 1",
        "select * from range(5) <> select * from range(6)",
        "select * from range(5) <> select * from generate_series(5)",
        "select * from t, range(a) <> select * from t, range(b)",
        "select x from unnest([1, 2]) q(x) <> select x from unnest([1, 3]) q(x)",
        "select x from l, unnest(xs) with ordinality q(x, o) <> select o from l, unnest(xs) with ordinality q(x, o)",
        "select list_transform(xs, lambda x: x + 1) r from l <> select list_transform(xs, lambda x: x + 2) r from l",
        "select list_transform(xs, lambda x: x + 1) r from l <> select list_transform(xs, lambda x: x + a) r from l",
        "select list_filter(xs, lambda x, i: x > i) r from l <> select list_filter(xs, lambda x, i: i > x) r from l",
        "select list_filter(xs, lambda x: x > 0) r from l <> select list_filter(xs, lambda x, i: x > 0) r from l",
        "select list_reduce(xs, lambda x, y: x - y) r from l <> select list_reduce(xs, lambda x, y: y - x) r from l",
        "select list_reduce(xs, lambda x, y: x - y) r from l <> select list_reduce(xs, lambda x, y: x - y, 1) r from l",
        "with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select * from r <> with recursive r(n) as (select 1 union select n + 1 from r where n < 5) select * from r",
        "with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select * from r <> with recursive r(n) as (select 1 union all select n + 1 from r where n < 6) select * from r",
        "select * from t tablesample 10% <> select * from t tablesample 11%",
        "select * from t tablesample 10% <> select * from t tablesample 10 rows",
        "select * from t tablesample bernoulli(10%) <> select * from t tablesample system(10%)",
        "select * from t using sample reservoir(5 rows) repeatable (42) <> select * from t using sample reservoir(5 rows) repeatable (43)",
        "select try(a // b) x from t <> select a // b x from t",
        "select sum(a) over (order by b range between 2 preceding and current row) s from t <> select sum(a) over (order by b range between 3 preceding and current row) s from t",
        "select sum(a) over (order by b range between 2 preceding and current row) s from t <> select sum(a) over (order by b desc range between 2 preceding and current row) s from t",
        "select sum(a) over (order by b range between 2 preceding and current row) s from t <> select sum(a) over (order by b range between 2 preceding and 2 following) s from t",
        "select count(*) filter (where a > 0) over (partition by c) n from t <> select count(*) filter (where b > 0) over (partition by c) n from t",
        "select count(*) filter (where a > 0) over (partition by c) n from t <> select count(*) over (partition by c) n from t"
      })
  void isToldApart(String one, String other) {
    assertThat(PlanEncoding.identify(plan(one)).fingerprint())
        .isNotEqualTo(PlanEncoding.identify(plan(other)).fingerprint());
  }

  @Test
  void namesAreNoPartOfAPlan() {
    assertThat(plan("select list_filter(xs, lambda x, i: x > i) r from l"))
        .isEqualTo(plan("select list_filter(xs, lambda v, k: v > k) r from l"));
    assertThat(plan("select i from range(5) r(i)")).isEqualTo(plan("select k from range(5) q(k)"));
  }

  @Test
  void aLambdaIsHeldOnce() {
    Node plan = plan("select list_transform(xs, lambda x: x + a) r from l");

    assertThat(plan.toString()).doesNotContain("lambda_expr");
  }
}

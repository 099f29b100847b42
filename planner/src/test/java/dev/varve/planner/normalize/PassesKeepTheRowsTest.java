package dev.varve.planner.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.classify.Classifier;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.PlanText;
import dev.varve.planner.testing.PlanSql;
import dev.varve.planner.testing.RandomQueries;
import dev.varve.planner.testing.Rows;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.TableSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Every text is run, then its plan written back as SQL as it was bound and after each pass: the
 * rows must stay the same.
 */
class PassesKeepTheRowsTest {
  private static final Map<String, TableSchema> TABLES =
      Map.of("main.t", Tpch.schema(Rows.COLUMNS), "main.u", Tpch.schema(Rows.COLUMNS));

  private static final List<String> TEXTS =
      List.of(
          "select * from t",
          "select c, a from (select a, b, c, d from t where b > 0) where a is not null",
          "select t.a, u.c from t join u on t.a = u.a and t.b < u.b where u.c <> 'b'",
          "select t.a, u.c from t left join u on t.a = u.a and u.b > 0 where coalesce(u.b, 1) > 0",
          "select t.a, u.a from t full join u on t.a = u.b",
          "select t.a, u.b from t, u where t.a = u.a or t.b = u.b",
          "select a from t where a in (select a from u)",
          "select a, b from t where a not in (select b from u where b is not null)",
          "select a, b from t where a not in (select b from u)",
          "select a from t where exists (select 1 from u where u.a = t.a and u.b > 0)",
          "select a from t where not exists (select 1 from u where u.a = t.a)",
          "select a, b from t where b > (select avg(b) from u where u.a = t.a)",
          "select a, (select max(b) from u where u.c = t.c) m from t",
          "select a, (select count(*) from u where u.a = t.a) n from t",
          "select a, n from t, lateral (select count(*) n, max(b) m from u where u.a = t.a)",
          "select a, (select max(b) from u) m from t where c in ('a', 'b')",
          "select b, sum(a) s, count(*) n, max(c) m from t group by b having count(*) > 1",
          "select b, c, grouping(b, c) g, sum(a) s from t group by rollup (b, c)",
          "select s from (select b, c, grouping(b) g, sum(a) s, max(c) from t group by cube (b, c)) where g = 1",
          "select s from (select b, sum(a) s, avg(f) f, count(distinct c) n from t group by b) where b > 0",
          "select count(*) n from (select sum(a), max(b) from t)",
          "select count(*) n from (select a, b from t where c = 'a')",
          "select sum(a) filter (where b > 0) s, string_agg(c, ',' order by c, a) l from t",
          "select distinct a, c from t where b >= 0",
          "select b from (select distinct a, b from t)",
          "select a from (select a, b, c from t union all select b, a, c from u) where b > 0",
          "select a from (select a, b from t union select b, a from u)",
          "select a from (select a, b from t except select a, b from u)",
          "select x from (select a x, b y, c z from t intersect all select b, a, c from u)",
          "select a, rank() over (partition by c order by b) r from t",
          "select a from (select a, b, rank() over (partition by c order by b) r, count(*) over () n from t) where r = 1",
          "select c, sum(a) over (partition by b order by a) s from t",
          "with q as (select a, b, c from t where a > 0) select x.a, y.c from q x join q y on x.b = y.b",
          "with q as (select a, b, c from t), p as (select b, max(a) m from q group by b) select q.c, p.m from q join p using (b) where q.a > 0",
          "with q as (select a, b, c, d from t), p as (select a, c from q) select x.c, (select count(*) from q) n from p x join p y using (a)",
          "select a from t order by c, b, a limit 5",
          "select a, b from (select * from t order by a, b, c, d, e, f limit 7) where b > 0",
          "select e + 1 d, f * 2 g, -a h, a % 2 i, cast(c as varchar) || 'x' j, c like 'a%' k from t",
          "select case when a > 0 then 'p' when a < 0 then 'n' else c end k, coalesce(a, b, 0) z from t",
          "select * from (values (1, 'a'), (2, 'b')) v(x, y) where x > 1",
          "select v.y, t.a from t join (values (1, 'a'), (2, 'b')) v(x, y) on t.a = v.x",
          "select a, unnest([a, b]) x from t",
          "select x from (select a, b, unnest([a, b]) x from t) where a > 0",
          "select t.b, u.c from t semi join u on t.a = u.a, u where u.b = t.b",
          "select a from t where (a = 1 and (b = 1 or c = 'a')) or not (a in (0, 2))",
          "select a from t where a between 0 and 2 and not (b is null) and 1 <= b and 'a' = c",
          "select 1 as one where 1 > 0",
          "select a from t where 1 = 0",
          "select a from t where d > 0.05 and d = d and f >= 1.25");

  private static int checked;

  private static void check(String sql, Rows rows) {
    List<String> expected = rows.of(sql);
    Node plan = TestBinder.bind(sql, TABLES).plan();
    compare(sql, "as bound", plan, expected, rows);
    Node normal = plan;
    for (Pass pass : Normalizer.passes(Classifier.of(plan).resultClass())) {
      normal = pass.apply(normal);
      compare(sql, "after " + pass.name(), normal, expected, rows);
    }
  }

  private static void compare(
      String sql, String when, Node plan, List<String> expected, Rows rows) {
    String written;
    try {
      written = PlanSql.of(plan);
    } catch (UnsupportedOperationException e) {
      return;
    }
    checked++;
    assertThat(rows.of(written))
        .as("%s%n%s%n%s%n%s", sql, when, PlanText.of(plan), written)
        .isEqualTo(expected);
  }

  @Test
  void ofTextsOfEveryKind() throws SQLException {
    checked = 0;
    try (Rows rows = new Rows(11, 30)) {
      for (String text : TEXTS) {
        check(text, rows);
      }
    }
    assertThat(checked).isGreaterThan(TEXTS.size() * 6);
  }

  @Test
  void ofRandomTexts() throws SQLException {
    RandomQueries queries = new RandomQueries(3);
    try (Rows rows = new Rows(12, 20)) {
      for (int i = 0; i < 60; i++) {
        check(queries.family(1).get(0), rows);
      }
    }
  }
}

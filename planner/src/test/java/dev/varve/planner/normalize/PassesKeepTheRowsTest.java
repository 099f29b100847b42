package dev.varve.planner.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.classify.Classifier;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.Drawn;
import dev.varve.planner.testing.Families;
import dev.varve.planner.testing.Pair;
import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.PlanSql;
import dev.varve.planner.testing.RandomPredicates;
import dev.varve.planner.testing.RandomQueries;
import dev.varve.planner.testing.RandomRelations;
import dev.varve.planner.testing.RandomTexts;
import dev.varve.planner.testing.Rows;
import dev.varve.planner.testing.Script;
import dev.varve.planner.testing.SmallerQueries;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.types.TableSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every text is run, then its plan written back as SQL as it was bound and after each pass: the
 * rows must stay the same.
 */
class PassesKeepTheRowsTest {
  private static final Map<String, TableSchema> TABLES = PairTables.schemas();
  private static final long SEED = Long.getLong("varve.seed", 3);
  private static final int FAMILIES = Integer.getInteger("varve.families", 60);

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

  /** What only this engine says. */
  private static final List<String> OWN =
      List.of(
          "select t.a, t.b, u.b, u.f from t asof join (select distinct a, b, max(f) f from u group by a, b) u on t.a = u.a and t.b >= u.b",
          "select t.a, u.b from t asof left join u on t.a = u.a and t.b < u.b",
          "select t.a, t.b, u.a, u.b from (select distinct a, b from t) t asof right join (select distinct a, b from u) u on t.a = u.a and t.b >= u.b",
          "select t.a, t.b, u.a, u.b from (select distinct a, b from t) t asof full join (select distinct a, b from u) u on t.a = u.a and t.b >= u.b",
          "select t.a, u.b from (select a from t order by all) t positional join (select b from u order by all limit 5) u",
          "select t.a, u.b from t full join u on t.a = u.a and t.b > 0 and t.b + u.b > 1",
          "select t.a, u.b from t right join u on t.a = u.a and t.c || u.c = 'ab'",
          "select t.a from t semi join u on t.a = u.a and t.b + u.b > 0",
          "select t.a from t anti join u on t.a = u.a and t.b + u.b > 0",
          "select list_transform([a, b, 3], lambda x: x + 1 - a) r from t",
          "select list_transform([a, b], lambda x: list_transform([x, b], lambda y: x - y + a)) r, b from t",
          "select list_filter([a, b, 0], lambda x, i: x > i) r from t",
          "select list_reduce([1, a, b], lambda x, y: x - y) r, list_reduce([1, a], lambda x, y: x - y + b, 7) s from t",
          "select [x + a for x in [a, b, 2] if x > 0] r from t",
          "select r from (select a, list_transform([b], lambda x: x + a + 1) r, c from t) where a > 0",
          "select a, v, o from t, unnest([a, b, 7]) with ordinality as q(v, o)",
          "select a, v from t, unnest([a, b, 7]) as q(v) where v > a",
          "select a, (select count(*) from unnest([a, b]) q(v) where v > t.a) n from t",
          "select a, i from t, range(t.a) r(i)",
          "select i, j from range(3) r(i), generate_series(10, 1, -4) s(j)",
          "select count(*) from range(date '2024-01-01', date '2024-02-01', interval 1 day)",
          "select unnest([1, 2]) x, unnest([3]) y",
          "select row_number() over () r",
          "select unnest([[a, b], [3]], recursive := true) x, c from t",
          "with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select * from r",
          "with recursive r(n, a) as (select a, b from t union select r.n, t.a from r join t on r.a = t.b) select a, n from r",
          "with recursive x as (select max(a) m from t), r(n) as (select m from x union all select n + x.m from r, x where n < 9) select count(*), max(n) from r",
          "with recursive r(n) as (select 1 union all select n + 1 from r where n < (select max(a) from t where t.b >= r.n)) select n from r where n > 0",
          "select a, x from t left join lateral (select u.b x from u where u.a = t.a order by u.b limit 1) on true",
          "select a, (select u.b from u where u.a = t.a order by u.b nulls last limit 1) x from t",
          "select a, x from t, lateral (select t.a + 1 x)",
          "select t.a, x from t, lateral (select sum(u.b) x from u where u.a < t.a)",
          "unpivot (select a, b, c from t) on a, b into name k value v",
          "select * from (select a, b, c from t) pivot (sum(b) as s, count(*) as n for c in ('a', 'b') group by a)",
          "select sum(a) over (order by b range between 2 preceding and current row exclude ties) s, a from t",
          "select sum(a) over (order by b desc range between 1 preceding and 1 following) s, a from t",
          "select sum(a) over (order by e range between interval 3 days preceding and interval 1 day following) s from t",
          "select max(a) over (order by b groups between 1 preceding and 1 following exclude group) s from t",
          "select sum(distinct a) over (partition by c) s, count(*) filter (where a > 0) over (partition by c) n from t",
          "select max(a) over (order by a, b, c, d, e, f rows between 2 preceding and 1 following exclude current row) m from t",
          "select ntile(3) over w, cume_dist() over w, percent_rank() over w, dense_rank() over w, lag(a, 1, 0) over w, lead(b) over w from t window w as (order by a, b, c, d, e, f)",
          "select first_value(b ignore nulls) over w, last_value(b ignore nulls) over w from t window w as (partition by a order by b, c)",
          "select try(cast(c as integer)) x, try(a / b) y from t",
          "select x from (select try(cast(c as integer)) x, a from t) where x is null or a > 0",
          "select distinct on (a) a, b from t order by a, b, c",
          "select a, b from t union by name select b, a, d from u",
          "select columns('a|b') + 1 from t",
          "from t select * exclude (c) replace (a + 1 as a) where b > 0",
          "select a from t qualify row_number() over (partition by b order by a, c, d, e, f) = 1",
          "select c from t where c collate nocase = 'A'",
          "select a, list(b order by b, c) l, sum(f) s from t group by all",
          "select (a, b) = (1, 2) x, (a, b) in ((1, 3), (2, 1)) y from t",
          "select a > all (select b from u where u.c = t.c) x, a = any (select b from u) y from t",
          "values (1, 2), (3, 4)");

  private static int checked;

  private static void check(String sql, Rows rows) {
    List<String> expected = rows.of(sql);
    Node plan = TestBinder.bind(sql, TABLES).plan();
    Optional<String> written = written(plan);
    compare(sql, "as bound", plan, expected, rows);
    Node normal = plan;
    for (Pass pass : Normalizer.passes(Classifier.of(plan).resultClass())) {
      Node before = normal;
      normal = pass.apply(normal);
      if (!normal.equals(before)) {
        compare(sql, "after " + pass.name(), normal, expected, rows);
      }
    }
    if (written.isPresent()) {
      checked++;
    }
  }

  private static Optional<String> written(Node plan) {
    try {
      return Optional.of(PlanSql.of(plan));
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static void compare(
      String sql, String when, Node plan, List<String> expected, Rows rows) {
    Optional<String> written = written(plan);
    if (written.isPresent() && !rows.of(written.get()).equals(expected)) {
      throw new AssertionError(
          when
              + " the rows are others:\n"
              + Script.of(
                  rows,
                  fewer -> !fewer.of(written.get()).equals(fewer.of(sql)),
                  List.of(sql, written.get()))
              + PlanText.of(plan));
    }
  }

  @Test
  void ofTextsOfEveryKind() throws SQLException {
    checked = 0;
    try (Rows rows = new Rows(11, 30)) {
      for (String text : TEXTS) {
        check(text, rows);
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(TEXTS.size() - 4);
  }

  /**
   * Of a text that is exact and of which the bound plan can be written so that it means the same.
   */
  private static void checkWhole(String sql, Rows rows) {
    Node plan = TestBinder.bind(sql, TABLES).plan();
    if (Classifier.of(plan).resultClass() == ResultClass.EXACT) {
      List<String> expected = rows.of(sql);
      if (written(plan).map(text -> rows.of(text).equals(expected)).orElse(false)) {
        Node normal = Normalizer.normalize(plan, ResultClass.EXACT);
        compare(sql, "normalised", normal, expected, rows);
        checked++;
      }
    }
  }

  @Test
  void ofBothTextsOfEveryPair() throws SQLException {
    checked = 0;
    List<Pair> pairs = new ArrayList<>(Pair.read("equal.txt"));
    pairs.addAll(Pair.read("differ.txt"));
    try (Rows rows = new Rows(13, 12)) {
      for (Pair pair : pairs) {
        checkWhole(pair.one(), rows);
        checkWhole(pair.other(), rows);
      }
    }
    assertThat(checked).isGreaterThan(pairs.size());
  }

  @Test
  void ofWhatOnlyThisEngineSays() throws SQLException {
    try (Rows rows = new Rows(13, 25)) {
      for (String text : OWN) {
        assertThat(rows.of(text)).as(text).isNotEmpty().doesNotContain("Binder Error");
        checked = 0;
        check(text, rows);
        assertThat(checked).as(text).isEqualTo(1);
      }
    }
  }

  @Test
  void ofRandomTexts() throws SQLException {
    List<Drawn.Generator> generators =
        List.of(
            new RandomQueries(), new RandomRelations(), new RandomTexts(), new RandomPredicates());
    try (Rows rows = new Rows(12, 20);
        Rows odd = Rows.odd(2)) {
      for (Drawn.Generator generator : generators) {
        Families families = new Families(generator, SEED);
        for (int i = 0; i < FAMILIES; i++) {
          Drawn drawn = families.family(1).get(0);
          for (Rows data : List.of(rows, odd)) {
            if (fails(drawn.sql(), data)) {
              List<String> smaller =
                  SmallerQueries.of(generator, List.of(drawn), texts -> fails(texts.get(0), data));
              check(smaller.get(0), data);
            }
          }
        }
      }
    }
  }

  private static boolean fails(String sql, Rows rows) {
    try {
      check(sql, rows);
      return false;
    } catch (AssertionError e) {
      return true;
    }
  }
}

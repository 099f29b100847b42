package dev.varve.planner.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.plan.OpaqueNode;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is traced of a text, over a table t(id, a, b, c, l) and a table u(id, a, x). */
class PlanLineageTest {
  private static final Map<String, TableSchema> TABLES =
      Map.of(
          "main.t", Tpch.schema("id BIGINT, a INTEGER, b INTEGER, c VARCHAR, l INTEGER[]"),
          "main.u", Tpch.schema("id BIGINT, a INTEGER, x INTEGER"));

  @ParameterizedTest
  @CsvSource(
      delimiterString = " <> ",
      quoteCharacter = '`',
      value = {
        "select a from t <> a = t.a copied",
        "select a as z, b + 1 as y, 7 as k from t <> z = t.a copied; y = t.b computed; k =",
        "select cast(a as bigint) as a from t <> a = t.a computed",
        "select * from t join u using (id)"
            + " <> id = t.id copied; a = t.a copied; b = t.b copied; c = t.c copied; l = t.l copied;"
            + " a_1 = u.a copied; x = u.x copied",
        "select x, u.* exclude (x) from u <> x = u.x copied; id = u.id copied; a = u.a copied",
        "select coalesce(a, b) as v from t <> v = t.a computed, t.b computed",
        "select case when a > 0 then b else id end as v from t"
            + " <> v = t.b computed, t.id computed [t.a condition]",
        "select sum(a + b) as s, max(c) filter (where b > 1) as m from t"
            + " <> s = t.a aggregated, t.b aggregated; m = t.c aggregated [t.b condition]",
        "select list(a order by b) as s from t <> s = t.a aggregated [t.b order]",
        "select count(*) as n from t, u <> n = rows of t aggregated, rows of u aggregated",
        "select b, count(*) as n from t group by b <> b = t.b copied; n = rows of t aggregated",
        "select rank() over (partition by a order by b) as r from t"
            + " <> r = [t.a window; t.b window]",
        "select sum(a) over (order by b) as s, lag(c) over (order by id) as p from t"
            + " <> s = t.a aggregated [t.b window]; p = t.c aggregated [t.id window]",
        "select unnest(l) as e, a from t <> e = t.l computed; a = t.a copied",
        "select a from t union all select x from u <> a = t.a copied, u.x copied",
        "select a from t except select x from u <> a = t.a copied",
        "select a from t intersect select x from u <> a = t.a copied",
        "select id, a from t union all by name select x as a, id from u"
            + " <> id = t.id copied, u.id copied; a = t.a copied, u.x copied",
        "with k as (select id, a + b as v from t) select p.v, q.id from k p join k q on p.id = q.v"
            + " <> v = t.a computed, t.b computed; id = t.id copied",
        "select v.y from (select a * 2 as y, c from t) v <> y = t.a computed",
        "select a in (select x from u) as f from t"
            + " <> f = t.a computed, u.x computed [t.a join; rows of u rows; u.x join]",
        "select a, (select max(x) from u) as m from t"
            + " <> a = t.a copied; m = u.x aggregated [rows of u rows]",
        "select a, (select max(x) from u where a > 3) as m from t"
            + " <> a = t.a copied; m = u.x aggregated [rows of u rows; u.a filter]",
        "values (1, 'x'), (2, 'y') <> col0 =; col1 =",
        "select i from range(10) r(i) <> i =",
      })
  void valuesComeFrom(String text, String columns) {
    assertThat(columns(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " <> ",
      quoteCharacter = '`',
      value = {
        "select a from t <> rows of t rows",
        "select a from t where b > 1 and c like 'x%' <> rows of t rows; t.b filter; t.c filter",
        "select t.a from t join u using (id)"
            + " <> rows of t rows; t.id join; rows of u rows; u.id join",
        "select t.a from t left join u on t.id = u.id and u.x > t.b"
            + " <> rows of t rows; t.b join; t.id join; rows of u rows; u.id join; u.x join",
        "select t.a from t, u <> rows of t rows; rows of u rows",
        "select t.a from t semi join u using (id)"
            + " <> rows of t rows; t.id join; rows of u rows; u.id join",
        "select b, sum(a) as s from t group by b <> rows of t rows; t.b grouping",
        "select b, sum(a) as s from t group by b having sum(id) > 3"
            + " <> rows of t rows; t.b grouping; t.id filter",
        "select distinct a, b from t <> rows of t rows; t.a distinct; t.b distinct",
        "select distinct on (a) a, b from t order by a, c"
            + " <> rows of t rows; t.a distinct order limit; t.c order limit",
        "select a from t order by b <> rows of t rows; t.b order",
        "select a from t order by b limit 3 <> rows of t rows; t.b limit",
        "select a from t qualify row_number() over (partition by b order by c) = 1"
            + " <> rows of t rows; t.b window; t.c window",
        "select a from t union select x from u <> rows of t rows; t.a distinct; rows of u rows; u.x distinct",
        "select a from t except all select x from u"
            + " <> rows of t rows; t.a set_operation; rows of u rows; u.x set_operation",
        "select unnest(l) as e from t <> rows of t rows; t.l unnest",
        "select a from t where exists (select 1 from u where u.id = t.id and u.x > t.b)"
            + " <> rows of t rows; t.b filter join; t.id filter join; rows of u rows; u.id filter; u.x filter",
        "select a from t where a in (select x from u)"
            + " <> rows of t rows; t.a filter join; rows of u rows; u.x filter join",
        "select a, (select max(x) from u) as m from t <> rows of t rows",
        "select a from t where a > (select avg(x) from u)"
            + " <> rows of t rows; t.a filter; rows of u rows; u.x filter",
        "select a, (select x from u where u.id = t.id) as m from t <> rows of t rows",
        "select t.a, v.m from t, lateral (select x as m from u where u.id = t.id) v"
            + " <> rows of t rows; t.id filter join; rows of u rows; u.id filter",
        "with k as (select a, b from t where c = 'x') select a from k where b = 1"
            + " <> rows of t rows; t.b filter; t.c filter",
      })
  void rowsAreDecidedBy(String text, String rows) {
    assertThat(shown(lineage(text).rows())).isEqualTo(rows);
  }

  /** Whatever is below may be in whatever is above, and it is said that this is not known. */
  @Test
  void whatIsNotUnderstoodIsSaid() {
    PlanLineage lineage = lineage("select a, bit_count('0101'::bit) as n from t");

    assertThat(lineage.notUnderstood()).containsExactly(OpaqueNode.TEXT);
    assertThat(shown(lineage.columns().get(0))).startsWith("t.a").contains("unknown");
    assertThat(lineage.rows().byOrigin().values())
        .anyMatch(ways -> ways.contains(Influence.UNKNOWN));
  }

  /** What a row of a recursion was made of is not followed from round to round. */
  @Test
  void aRowOfARecursionMayComeOfAnyBelow() {
    PlanLineage lineage =
        lineage(
            "with recursive r as (select a as n from t union all select n + x from r, u where n <"
                + " u.id) select n from r");

    assertThat(lineage.notUnderstood()).isEmpty();
    assertThat(shown(lineage.columns().get(0))).contains("t.a unknown", "u.x unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " <> ",
      quoteCharacter = '`',
      value = {
        "select a from t using sample 10% <> t.a copied",
        "select i from t, range(t.a) r(i) <> t.a computed",
        "select x.a, y.x from t as x asof join u as y on x.id = y.id and x.b >= y.x <> t.a copied",
        "select list_transform([a], lambda v: v + b) as m from t <> t.a computed, t.b computed",
      })
  void valuesGoThroughTheEnginesOwnConstructs(String text, String first) {
    PlanLineage lineage = lineage(text);

    assertThat(lineage.notUnderstood()).isEmpty();
    assertThat(shown(lineage.columns().get(0))).isEqualTo(first);
  }

  @Test
  void allColumnsOfAllTablesAreTheOriginsOfWhatIsKnownByItsTextOnly() {
    OpaqueNode text = new OpaqueNode(OpaqueNode.TEXT, "select a from t", List.of());

    PlanLineage lineage = PlanLineage.of(text, 1, names());

    assertThat(lineage.notUnderstood()).containsExactly("TEXT");
    assertThat(shown(lineage.columns().get(0)))
        .contains("t.a unknown", "t.id unknown", "u.x unknown");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void everyColumnOfTheBenchmarkHasAnOrigin(int number) {
    BoundQuery query = TestBinder.bind(Tpch.query(number), Tpch.schemas());

    PlanLineage lineage = PlanLineage.of(query.plan(), query.columns().size(), Map.of());

    assertThat(lineage.notUnderstood()).isEmpty();
    assertThat(lineage.columns()).allSatisfy(column -> assertThat(shown(column)).isNotEmpty());
  }

  private static PlanLineage lineage(String text) {
    BoundQuery query = TestBinder.bind(text, TABLES);
    return PlanLineage.of(query.plan(), query.columns().size(), names());
  }

  private static Map<String, List<String>> names() {
    Map<String, List<String>> names = new TreeMap<>();
    TABLES.forEach(
        (table, schema) -> names.put(table, schema.columns().stream().map(Column::name).toList()));
    return names;
  }

  private static String columns(String text) {
    BoundQuery query = TestBinder.bind(text, TABLES);
    List<ColumnLineage> columns = lineage(text).columns();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      shown.add((query.columns().get(i).name() + " = " + shown(columns.get(i))).strip());
    }
    return String.join("; ", shown);
  }

  private static String shown(ColumnLineage column) {
    List<String> values = new ArrayList<>();
    column.values().forEach((origin, how) -> values.add(shown(origin) + " " + word(how)));
    String influences = shown(column.influences());
    return (String.join(", ", values) + (influences.isEmpty() ? "" : " [" + influences + "]"))
        .strip();
  }

  private static String shown(Influences influences) {
    List<String> shown = new ArrayList<>();
    influences
        .byOrigin()
        .forEach(
            (origin, ways) ->
                shown.add(
                    shown(origin)
                        + " "
                        + String.join(" ", ways.stream().map(PlanLineageTest::word).toList())));
    return String.join("; ", shown);
  }

  private static String shown(Origin origin) {
    String table = origin.table().replace("main.", "");
    return origin.isRows() ? "rows of " + table : table + "." + origin.column();
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}

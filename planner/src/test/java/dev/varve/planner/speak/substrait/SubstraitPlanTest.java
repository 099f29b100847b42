package dev.varve.planner.speak.substrait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.testing.Pair;
import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpcds;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.TableSchema;
import io.substrait.extension.DefaultExtensionCatalog;
import io.substrait.plan.ProtoPlanConverter;
import io.substrait.proto.Plan;
import io.substrait.proto.PlanRel;
import io.substrait.proto.Type;
import io.substrait.type.proto.TypeProtoConverter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstraitPlanTest {
  private static final Map<String, TableSchema> TABLES =
      Map.of(
          "main.t",
          Tpch.schema(
              "i INTEGER, b BIGINT, s VARCHAR, d DECIMAL(9,2), e DECIMAL(38,19), f DOUBLE,"
                  + " day DATE, ts TIMESTAMP, o BOOLEAN"),
          "main.w",
          Tpch.schema("c VARCHAR COLLATE NOCASE"),
          "main.u",
          Tpch.schema("i INTEGER, n UINTEGER"),
          "main.v",
          Tpch.schema("i INTEGER, x BIGINT"));

  private static final ProtoPlanConverter READER =
      new ProtoPlanConverter(DefaultExtensionCatalog.DEFAULT_COLLECTION);

  /** The types of the columns that another reader of the format makes of it. */
  private static List<Type> readBack(SubstraitPlan said) throws IOException {
    io.substrait.plan.Plan plan = READER.from(Plan.parseFrom(Said.bytes(said)));
    TypeProtoConverter types =
        new TypeProtoConverter(new io.substrait.extension.ExtensionCollector());
    return plan.getRoots().get(0).getInput().getRecordType().fields().stream()
        .map(field -> field.accept(types))
        .toList();
  }

  private static boolean refers(SubstraitPlan said) throws IOException {
    return Plan.parseFrom(Said.bytes(said)).getRelationsList().stream().anyMatch(PlanRel::hasRel);
  }

  /** Every function is one of the extensions, and every type what its place asks for. */
  @Test
  void anotherReaderFindsTheTypesOfTheEngine() throws IOException {
    Map<String, Map<String, TableSchema>> queries = new LinkedHashMap<>();
    for (int number = 1; number <= 22; number++) {
      queries.put(Tpch.query(number), Tpch.schemas());
    }
    for (int number : Tpcds.numbers()) {
      queries.put(Tpcds.query(number), Tpcds.schemas());
    }
    for (Pair pair : Pair.read("differ.txt")) {
      queries.put(pair.one(), PairTables.schemas());
    }
    int read = 0;
    for (Map.Entry<String, Map<String, TableSchema>> query : queries.entrySet()) {
      BoundQuery bound = TestBinder.bind(query.getKey(), query.getValue());
      SubstraitPlan said = Said.normal(bound, query.getValue());
      // That reader knows no relations that others refer to.
      if (said.gaps().isEmpty() && !refers(said)) {
        read++;
        List<String> expected = new ArrayList<>();
        for (BoundQuery.BoundColumn column : bound.columns()) {
          expected.add(Types.of(column.type(), true).orElseThrow().toString());
        }
        List<String> found = new ArrayList<>();
        for (Type type : readBack(said)) {
          found.add(type.toString().replace("NULLABILITY_REQUIRED", "NULLABILITY_NULLABLE"));
        }
        assertThat(found).as(query.getKey()).isEqualTo(expected);
      }
    }
    assertThat(read).isGreaterThan(250);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select upper(s) from t | letters beyond ASCII
          select c from w | the type VARCHAR COLLATE NOCASE has no equivalent
          select day + interval 1 month from t | +(DATE, INTERVAL)
          select i from u | the type UINTEGER has no equivalent
          select random() from t | random() has no reviewed equivalent
          select cast(o as varchar) from t | a CAST of BOOLEAN to VARCHAR
          select e * e from t | leaves no room for the fraction
          select min(s) from t | the aggregate min(VARCHAR)
          select list(i) from t | the aggregate list(INTEGER)
          select first(i) from t | the aggregate first(INTEGER)
          select string_agg(s, ',' order by i) from t | an ORDER BY within string_agg
          select unnest([1, 2]) from t | UNNEST
          select t.i from t asof join v on t.i = v.i and t.b >= v.x | a join ASOF
          select substring(s, i, 2) from t | substring(VARCHAR, BIGINT, BIGINT)
          select s like '\\%' from t | ~~(VARCHAR, VARCHAR)
          select try_cast(s as integer) from t | a TRY_CAST of VARCHAR to INTEGER
          select distinct on (i) i, b from t | DISTINCT ON without an ORDER BY
          with recursive r as (select 1 as n union all select n + 1 from r where n < 5) select n from r | recursive
          """)
  void whatHasNoEquivalentIsAGap(String sql, String reason) {
    SubstraitPlan said = Said.bound(sql, TABLES);

    assertThat(said.bytes().remaining()).isZero();
    assertThat(String.join("\n", said.gaps())).contains(reason);
  }

  @Test
  void aGapNamesThePartOfTheQuery() {
    assertThat(Said.bound("select upper(s) from t where i = 1", TABLES).gaps())
        .singleElement()
        .asString()
        .endsWith(", in: project upper(#1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          select i // 2 as x from t ; on_division_by_zero, ERROR
          select i + 1 as x from t ; overflow, ERROR
          select s || 'x' as x from t ; null_handling, ACCEPT_NULLS
          select f / 2 as x from t ; on_division_by_zero, IEEE
          select cast(d as integer) as x from t ; rounding, TIE_AWAY_FROM_ZERO
          select cast(f as integer) as x from t ; rounding, TIE_TO_EVEN
          select sum(d) as x from t ; overflow, ERROR
          """)
  void howItIsToBeComputedIsSaid(String sql, String option) throws IOException {
    String text = Plan.parseFrom(Said.bytes(Said.bound(sql, TABLES))).toString();
    List<String> parts = List.of(option.split(", ", -1));

    assertThat(text)
        .containsPattern("name: \"" + parts.get(0) + "\"\\s+preference: \"" + parts.get(1));
  }

  /** Two readings of what is not the same each time would be two results. */
  @Test
  void whatIsNotTheSameEachTimeIsReadOnce() throws IOException {
    String with = "with w as materialized (%s) select * from w a join w b on a.x = b.x";

    assertThat(refers(Said.bound(String.format(with, "select i as x from t limit 3"), TABLES)))
        .isTrue();
    assertThat(refers(Said.bound(String.format(with, "select i as x from t"), TABLES))).isFalse();
    String nested =
        "with v as materialized (select i as x from t limit 3), w as materialized (select x from v)"
            + " select * from w a join w b on a.x = b.x";
    assertThat(refers(Said.bound(nested, TABLES))).isTrue();
  }

  @Test
  void aSubqueryWithOneRowForEachIsAnOuterJoin() throws IOException {
    String one = "select i, (select max(x) from v where v.i = t.i) as m from t";
    String many = "select i, (select x from v where v.i = t.i) as m from t";

    assertThat(Plan.parseFrom(Said.bytes(Said.bound(one, TABLES))).toString())
        .contains("JOIN_TYPE_LEFT\n")
        .doesNotContain("JOIN_TYPE_LEFT_SINGLE");
    assertThat(Plan.parseFrom(Said.bytes(Said.bound(many, TABLES))).toString())
        .contains("JOIN_TYPE_LEFT_SINGLE");
  }

  @Test
  void aSubqueryAfterInIsAskedAndNotJoined() throws IOException {
    String alone = "select i from t where i not in (select x from v)";
    String correlated = "select i from t where i in (select x from v where v.i < t.i) or i = 0";

    assertThat(Plan.parseFrom(Said.bytes(Said.bound(alone, TABLES))).toString())
        .contains("in_predicate")
        .doesNotContain("MARK");
    assertThat(Plan.parseFrom(Said.bytes(Said.bound(correlated, TABLES))).toString())
        .contains("JOIN_TYPE_LEFT_MARK");
  }

  @Test
  void anOffsetAloneLeavesAllThatFollows() throws IOException {
    io.substrait.plan.Plan plan =
        READER.from(
            Plan.parseFrom(Said.bytes(Said.bound("select i from v order by i offset 2", TABLES))));

    assertThat(plan.toString()).contains("Fetch{").contains("offset=2").doesNotContain("count=0");
  }

  @Test
  void tablesAreReadWithAllTheirColumns() throws IOException {
    String text =
        Plan.parseFrom(Said.bytes(Said.bound("select x from v", new TreeMap<>(TABLES)))).toString();

    assertThat(text).contains("names: \"i\"", "names: \"x\"", "names: \"main\"", "names: \"v\"");
  }
}

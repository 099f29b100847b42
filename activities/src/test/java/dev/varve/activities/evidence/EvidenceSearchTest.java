package dev.varve.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.varve.activities.evidence.Counterexample.Difference;
import dev.varve.activities.evidence.Verdict.ProvedEqual;
import dev.varve.activities.evidence.Verdict.Unknown;
import dev.varve.activities.lane.duckdb.ScratchEngine.Answer;
import dev.varve.planner.evidence.Definition;
import dev.varve.planner.evidence.InstanceTable;
import dev.varve.planner.evidence.Sameness;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.project.parameter.TypedLiteral;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.TableSchema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvidenceSearchTest {
  private static final Instant CLOCK = Instant.parse("2026-11-21T00:00:00Z");

  /** With time enough on any machine: what is found must not depend on it. */
  private static final SearchLimits LIMITS = new SearchLimits(60, Duration.ofMinutes(10));

  private static final Map<String, TableSchema> TABLES =
      Map.of(
          "staging.orders",
          Tpch.schema("id INTEGER, amount DECIMAL(18,3), region VARCHAR, note VARCHAR, t TIME"),
          "main.items",
          Tpch.schema("order_id INTEGER, price DOUBLE, tags VARCHAR[]"));

  private static Definition definition(String sql) {
    return TestBinder.definition(sql, TABLES);
  }

  private static Verdict search(Definition before, Definition after) {
    return EvidenceSearch.search(before, after, "UTC", CLOCK, LIMITS);
  }

  private static Verdict search(String before, String after) {
    return search(definition(before), definition(after));
  }

  private static Counterexample counterexample(String before, String after) {
    Verdict verdict = search(before, after);
    assertThat(verdict).as(verdict.text()).isInstanceOf(Counterexample.class);
    return (Counterexample) verdict;
  }

  @Test
  void findsTheNumberThatOneConditionTakesAndTheOtherDoesNot() {
    Counterexample found =
        counterexample(
            "select id from staging.orders where amount > 1000",
            "select id from staging.orders where amount >= 1000");

    assertThat(found.difference()).isEqualTo(Difference.ROWS);
    assertThat(found.inputs().tables()).hasSize(1);
    InstanceTable orders = found.inputs().tables().get(0);
    assertThat(orders.name()).isEqualTo("staging.orders");
    assertThat(orders.columns()).extracting("name").containsExactly("id", "amount");
    assertThat(orders.rows()).containsExactly(List.of("1", "'1000.000'::DECIMAL(18,3)"));
    assertThat(found.before()).isEqualTo(new Answer.Rows(List.of()));
    assertThat(found.tables())
        .extracting(Counterexample.Shown::title)
        .containsExactly("staging.orders", "old result", "new result");
    assertThat(found.text()).isEqualTo("Old and new give different rows on these tables.");
  }

  @Test
  void saysTheSameEachTime() {
    String before = "select region, sum(amount) s from staging.orders group by all";
    String after = "select region, max(amount) s from staging.orders group by all";
    assertThat(search(before, after)).isEqualTo(search(before, after));
  }

  @Test
  void provesWhatHasEqualFingerprints() {
    String one = "select id from staging.orders where amount > 1 and id = 2";
    String other = "select id from (select * from staging.orders) x where 2 = id and 1 < amount";

    assertThat(search(one, other))
        .asInstanceOf(type(ProvedEqual.class))
        .extracting(ProvedEqual::sameness)
        .isEqualTo(Sameness.ROWS);
    assertThat(search(one + " order by id", other + " order by id"))
        .asInstanceOf(type(ProvedEqual.class))
        .extracting(ProvedEqual::sameness)
        .isEqualTo(Sameness.ROWS_IN_ORDER);
    assertThat(search("select sum(price) s from items", "select sum(i.price) s from items i"))
        .asInstanceOf(type(ProvedEqual.class))
        .extracting(ProvedEqual::sameness)
        .isEqualTo(Sameness.ROWS_GIVEN_ORDER);
  }

  @Test
  void tellsAnErrorOfOneSideApart() {
    Counterexample found =
        counterexample(
            "select cast(note as integer) x from staging.orders",
            "select try_cast(note as integer) x from staging.orders");

    assertThat(found.difference()).isEqualTo(Difference.ERROR);
    assertThat(found.inputs().rowCount()).isEqualTo(1);
    assertThat(found.before())
        .asInstanceOf(type(Answer.Failed.class))
        .extracting(Answer.Failed::kind)
        .isEqualTo("Conversion");
    assertThat(found.text())
        .startsWith("The old definition ends with an error and the new one does not");
  }

  @Test
  void comparesTheOrderWhereOneIsAskedFor() {
    String plain = "select id, region from staging.orders where region is not null";

    assertThat(counterexample(plain + " order by id", plain + " order by id desc").difference())
        .isEqualTo(Difference.ORDER);
    assertThat(search(plain, "select id, region from (" + plain + " order by id)"))
        .isInstanceOf(Counterexample.class);
    assertThat(search(plain, "select id, region from staging.orders where length(region) >= 0"))
        .asInstanceOf(type(Unknown.class))
        .matches(unknown -> unknown.same() == LIMITS.instances());
  }

  @Test
  void comparesTheColumnsThatBothHave() {
    Verdict verdict =
        search(
            "select id, region, note from staging.orders",
            "select id * 2 as id, cast(id as bigint) as n, region from staging.orders");

    assertThat(verdict).isInstanceOf(Counterexample.class);
    assertThat(verdict.columns().onlyBefore()).containsExactly("note");
    assertThat(verdict.columns().onlyAfter()).containsExactly("n");
    assertThat(search("select id from staging.orders", "select id as n from staging.orders").text())
        .contains("no column in common");
  }

  @Test
  void comparesNumbersBySizeWhereTheTypeChanged() {
    Verdict verdict =
        search(
            "select amount from staging.orders",
            "select cast(amount as decimal(20,5)) as amount from staging.orders");

    assertThat(verdict).isInstanceOf(Unknown.class);
    assertThat(verdict.columns().differences())
        .containsExactly("amount was DECIMAL(18,3) and is DECIMAL(20,5).");
  }

  @Test
  void knowsNothingOfWhatIsAnotherValueEachTime() {
    assertThat(search("select random() x from items", "select random() + 1 x from items"))
        .asInstanceOf(type(Unknown.class))
        .matches(unknown -> unknown.same() == 0)
        .extracting(Unknown::text)
        .asString()
        .contains("random()");
  }

  @Test
  void endsAsUnknownWhenItsTimeIsOver() {
    Verdict verdict =
        EvidenceSearch.search(
            definition("select count(*) n from range(100000000) a, range(100000) b, items"),
            definition("select count(*) n from range(100000000) a, range(100001) b, items"),
            "UTC",
            CLOCK,
            new SearchLimits(10, Duration.ofMillis(50)));

    assertThat(verdict.text()).contains("The time for the search is over.");
  }

  @Test
  void saysWhenItDependsOnTheOrderOfTheRows() {
    Counterexample found =
        counterexample(
            "select first(id) x from staging.orders", "select last(id) x from staging.orders");

    assertThat(found.onlyInThisOrder()).isTrue();
    assertThat(found.inputs().rowCount()).isEqualTo(2);
  }

  private static Definition with(
      Definition definition, String sql, String value, List<SqlMacro> functions) {
    TreeMap<String, TypedLiteral> arguments = new TreeMap<>();
    if (!value.isEmpty()) {
      ParameterType integer = ParameterType.parse("INTEGER").orElseThrow();
      arguments.put("least", new TypedLiteral(integer, value));
    }
    return new Definition(
        sql,
        definition.plan(),
        definition.fingerprint(),
        definition.resultClass(),
        definition.doubts(),
        definition.columns(),
        definition.order(),
        arguments,
        definition.tables(),
        functions,
        definition.facts());
  }

  @Test
  void runsWithParametersFunctionsAndTheClock() {
    Definition plain = definition("select id from staging.orders where id > 7");
    String sql =
        "select id from staging.orders where raised(id) > CAST($least AS INTEGER)"
            + " and current_date = date '2026-11-21'";
    List<SqlMacro> functions = List.of(new SqlMacro("raised", false, "(x) AS x + 1"));
    Verdict verdict = search(with(plain, sql, "41", functions), with(plain, sql, "42", functions));

    assertThat(verdict).as(verdict.text()).isInstanceOf(Counterexample.class);
    assertThat(((Counterexample) verdict).inputs().tables().get(0).rows())
        .containsExactly(List.of("41"));
  }

  @Test
  void writesAScriptThatShowsTheSame() throws SQLException {
    Counterexample found =
        counterexample(
            "select o.region, list_sort(i.tags) l from staging.orders o join items i on o.id = i.order_id",
            "select o.region, list_sort(i.tags) l from staging.orders o left join items i on o.id = i.order_id");

    List<Integer> counts = new ArrayList<>();
    try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = engine.createStatement()) {
      for (String part : found.script().strip().split(";\n", -1)) {
        if (statement.execute(part)) {
          int rows = 0;
          try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
              rows++;
            }
          }
          counts.add(rows);
        }
      }
    }
    assertThat(counts).containsExactly(0, 1);
  }
}

package dev.varve.planner.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.testing.ModelProject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What other tools need templates for is written in SQL, and understood. */
class HelpersTest {
  private static final String T = "id BIGINT, amount_net INTEGER, amount_tax INTEGER, note VARCHAR";
  private static final String U = "id BIGINT, note VARCHAR, extra DATE";

  private static CompiledModel model(String columns, String text) {
    return new ModelProject()
        .source("raw.t", columns)
        .source("raw.u", U)
        .model("m.m", text)
        .compiled("m.m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select columns('amount_.*') from raw.t | select amount_net, amount_tax from raw.t",
        "select columns(lambda c: c like 'amount%') from raw.t"
            + " | select amount_net, amount_tax from raw.t",
        "select sum(columns('amount_(.*)')) as 'sum_\\1' from raw.t"
            + " | select sum(amount_net) as a, sum(amount_tax) as b from raw.t",
        "select columns(* exclude (id, note)) from raw.t | select amount_net, amount_tax from raw.t",
        "select * exclude (note) replace (id + 1 as id) from raw.t"
            + " | select id + 1 as i, amount_net, amount_tax from raw.t",
        "select * like 'amount%' from raw.t | select amount_net, amount_tax from raw.t",
        "select id, coalesce(*columns('amount_.*')) as a from raw.t"
            + " | select id, coalesce(amount_net, amount_tax) as a from raw.t",
        "select * rename (note as words) from raw.t | select id, amount_net, amount_tax, note from raw.t"
      })
  void selectorsAreWhatTheyExpandTo(String selected, String written) {
    CompiledModel model = model(T, selected);
    assertThat(model.path()).isEqualTo(PlanPath.ALGEBRA);
    assertThat(model.plan()).isEqualTo(model(T, written).plan());
  }

  @Test
  void aNewColumnChangesWhatSelectsItAndNothingElse() {
    String select = "select columns('amount_.*') from raw.t";
    CompiledModel before = model(T, select);
    CompiledModel more = model(T + ", amount_fee INTEGER", select);
    assertThat(more.plan()).isNotEqualTo(before.plan());
    assertThat(more.columns()).extracting(OutputColumn::name).contains("amount_fee");
    CompiledModel other = model(T + ", day DATE", select);
    assertThat(other.query()).isEqualTo(before.query());
    assertThat(other.inputs()).isEqualTo(before.inputs());
  }

  @Test
  void setsAreAssembledByName() {
    CompiledModel byName = model(T, "select id, note from raw.t union all by name from raw.u");
    CompiledModel written =
        model(
            T,
            "select id, note, cast(null as date) as extra from raw.t"
                + " union all select id, note, extra from raw.u");
    assertThat(byName.plan()).isEqualTo(written.plan());
    assertThat(byName.columns())
        .extracting(column -> column.name() + " " + column.engineType())
        .containsExactly("id BIGINT", "note VARCHAR", "extra DATE");
    assertThat(byName.resultClass()).isEqualTo(ResultClass.EXACT);
    assertThat(model(T, "from raw.u union by name from raw.u union by name from raw.u").path())
        .isEqualTo(PlanPath.ALGEBRA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Which row is first is open where two have the same note and amount.
        "select * from raw.t qualify row_number() over (partition by note order by amount_net) = 1"
            + " | ORDER_SENSITIVE",
        "select distinct on (note) * from raw.t order by note, amount_net | ORDER_SENSITIVE",
        // All columns together leave equal rows only, of which any is the same.
        "select * from raw.t qualify row_number() over (partition by note"
            + " order by amount_net desc, id, amount_tax) = 1 | EXACT",
        // One row for each id and note, and with both there are no ties.
        "select * from (select id, note, sum(amount_net) as n from raw.t group by id, note)"
            + " qualify row_number() over (partition by note order by n desc, id) = 1 | EXACT",
        "select distinct on (note) * from (select distinct note, id from raw.t) order by note, id"
            + " | EXACT"
      })
  void aWinnerIsExactWhereItsOrderLeavesNoTies(String text, ResultClass expected) {
    CompiledModel model = model(T, text);
    assertThat(model.resultClass()).isEqualTo(expected);
    assertThat(model.threadSensitive()).isEqualTo(expected != ResultClass.EXACT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // With its place from 0, empty and absent lists left out, or kept as one row of NULL.
        "select id, e.tag, e.place - 1 as place from raw.l,"
            + " unnest(tags) with ordinality as e(tag, place)",
        "select id, e.tag, e.place - 1 as place from raw.l"
            + " left join unnest(tags) with ordinality as e(tag, place) on true",
        "select id, unnest(tags) as tag, generate_subscripts(tags, 1) - 1 as place from raw.l",
        "select id, unnest(list_zip(tags, range(len(tags))), recursive := true) from raw.l"
      })
  void listsAreExplodedWithTheirPlaces(String text) {
    CompiledModel model =
        new ModelProject()
            .source("raw.l", "id BIGINT, tags VARCHAR[]")
            .model("m.m", "select * from (" + text + ") as x(id, tag, place)")
            .compiled("m.m");
    assertThat(model.path()).isEqualTo(PlanPath.ALGEBRA);
    assertThat(model.resultClass()).isEqualTo(ResultClass.EXACT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from raw.t a join raw.u b on a.id = b.id",
        "select a.*, b.* from raw.t a, raw.u b",
        "with j as (select * exclude (note) from raw.t left join raw.u using (note)) select id from j",
        "select x.id from (select * from raw.t join raw.u on t.id = u.id) x",
        "select count(*) as n from (from raw.t positional join raw.u)"
      })
  void columnsOfOneNameFromTwoTablesAreRefused(String text) {
    assertThat(problems(text))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("COLUMN_COLLISION");
              assertThat(problem.message()).contains("raw.t").contains("raw.u");
              assertThat(problem.mend()).contains("USING", "EXCLUDE", "alias");
            });
  }

  @Test
  void aTableBesideItselfIsNamedOnceMore() {
    assertThat(problems("select * from raw.u a join raw.u b on a.id = b.id"))
        .extracting(Problem::message)
        .containsExactly(
            "Two columns of a join are called \"id\": one of raw.u, and one of raw.u again.");
    assertThat(
            problems(
                "select * from raw.u join (select id, count(*) as n from raw.t group by id) c"
                    + " on u.id = c.id"))
        .extracting(Problem::message)
        .containsExactly(
            "Two columns of a join are called \"id\": one of raw.u, and one of a subquery.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from raw.t join raw.u using (id, note)",
        "select * from raw.t natural join raw.u",
        "select t.*, u.extra from raw.t join raw.u using (id)",
        "select * from raw.t join (from raw.u select id as u_id, extra) on id = u_id",
        "select * from raw.t a semi join raw.u b on a.id = b.id",
        "select id from raw.t where exists (select * from raw.u a, raw.u b where a.id = t.id)",
        "select id from raw.t where exists (from raw.u a, raw.u b)",
        "select id from raw.t where id in (select a.id from raw.u a, raw.u b)",
        "select t.id, x.extra from raw.t, lateral (select u.* from raw.u where u.id > t.id) x",
        "select count(*) as n from raw.t a, raw.u b",
        "select a.id, b.id as b_id from raw.t a, raw.u b"
      })
  void othersAreNot(String text) {
    assertThat(problems(text)).isEmpty();
  }

  private static List<Problem> problems(String text) {
    return new ModelProject()
        .source("raw.t", T)
        .source("raw.u", U)
        .model("m.m", text)
        .compile()
        .problems();
  }
}

package dev.varve.planner.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.types.TableFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was declared of tables and verified helps to understand what reads them. */
class FactsTest {
  private static final TableFacts CUSTOMERS =
      new TableFacts(List.of(List.of("id")), List.of("id", "name"));
  private static final TableFacts LINES =
      new TableFacts(List.of(List.of("line", "oid")), List.of());

  private static ModelProject project(String text) {
    return new ModelProject()
        .source("raw.orders", "oid BIGINT, cid BIGINT, amount INTEGER, day DATE")
        .source("raw.customers", "id BIGINT, name VARCHAR, since DATE")
        .source("raw.lines", "oid BIGINT, line INTEGER, price DOUBLE")
        .model("m.m", text);
  }

  private static CompiledModel unknowing(String text) {
    return project(text).compiled("m.m");
  }

  private static CompiledModel knowing(String text) {
    return project(text)
        .knowing("raw.customers", CUSTOMERS)
        .knowing("raw.lines", LINES)
        .compiled("m.m");
  }

  private static List<String> read(CompiledModel model) {
    return model.inputs().stream().filter(InputUse::counts).map(InputUse::table).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select o.oid from raw.orders o left join raw.customers c on o.cid = c.id"
            + " | select oid from raw.orders | raw.customers KEY [id]",
        "select distinct id, name from raw.customers"
            + " | select id, name from raw.customers | raw.customers KEY [id]",
        "select id, name from raw.customers group by id, name"
            + " | select id, name from raw.customers | raw.customers KEY [id]",
        "select distinct oid, line, price from raw.lines"
            + " | select oid, line, price from raw.lines | raw.lines KEY [line, oid]",
        "select count(name) as n from raw.customers"
            + " | select count(*) as n from raw.customers | raw.customers NOT_NULL [name]",
        "select id from raw.customers where name is not null and since > date '2020-01-01'"
            + " | select id from raw.customers where since > date '2020-01-01'"
            + " | raw.customers NOT_NULL [name]",
        "select coalesce(name, 'nobody') as n from raw.customers"
            + " | select name as n from raw.customers | raw.customers NOT_NULL [name]",
        "select id from raw.customers where name is null"
            + " | select id from raw.customers where false | raw.customers NOT_NULL [name]"
      })
  void aPlanIsTheSimplerOneWhereAFactIsKnown(String text, String simpler, String fact) {
    CompiledModel known = knowing(text);
    assertThat(known.plan()).isEqualTo(knowing(simpler).plan());
    assertThat(known.facts())
        .extracting(f -> f.table() + " " + f.kind() + " " + f.columns())
        .containsExactly(fact);
    CompiledModel unknown = unknowing(text);
    assertThat(unknown.plan()).isNotEqualTo(unknowing(simpler).plan());
    assertThat(unknown.facts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select o.oid, c.name from raw.orders o left join raw.customers c on o.cid = c.id",
        "select o.oid from raw.orders o left join raw.lines l on o.oid = l.oid",
        "select o.oid from raw.orders o left join raw.customers c on o.cid < c.id",
        "select o.oid from raw.orders o join raw.customers c on o.cid = c.id",
        "select distinct name from raw.customers",
        "select o.oid from raw.orders o left join raw.customers c"
            + " on cast(o.day as varchar)::bigint = c.id",
        "select count(since) as n from raw.customers",
        "select c.id from raw.orders o left join raw.customers c on o.cid = c.id where c.name is null"
      })
  void noFactIsReliedOnWhereNoneHelps(String text) {
    assertThat(knowing(text).plan()).isEqualTo(unknowing(text).plan());
    assertThat(knowing(text).query()).isEqualTo(unknowing(text).query());
    assertThat(knowing(text).facts()).isEmpty();
  }

  @Test
  void whatIsDroppedIsNotRead() {
    CompiledModel model =
        knowing("select o.oid from raw.orders o left join raw.customers c on o.cid = c.id");
    assertThat(read(model)).containsExactly("raw.orders");
  }

  @Test
  void whatIsComputedOfWhatIsTheSameHoweverItIsKnown() {
    String join = "select o.oid from raw.orders o left join raw.customers c on o.cid = c.id";
    CompiledModel relying = knowing(join);
    CompiledModel plain = knowing("select oid from raw.orders");
    assertThat(relying.plan()).isEqualTo(plain.plan());
    assertThat(relying.query()).isEqualTo(plain.query());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select id, name from raw.customers order by id limit 10",
        "select id, since, row_number() over (order by id) as n from raw.customers",
        "select distinct on (name) name, id, since from raw.customers order by name, id",
        "select oid, line, price from raw.lines order by price desc, line, oid limit 3",
        "select distinct * from raw.lines",
        "select oid, line, price from raw.lines group by all"
      })
  void anOrderByAKeyLeavesNothingOpen(String text) {
    assertThat(knowing(text).resultClass()).isEqualTo(ResultClass.EXACT);
    assertThat(knowing(text).threadSensitive()).isFalse();
    assertThat(unknowing(text).resultClass()).isEqualTo(ResultClass.ORDER_SENSITIVE);
  }

  @Test
  void aModelPromisesItsReadersWhatItsHeaderDeclares() {
    ModelProject project =
        project(
                "/* varve\nkey: [id]\ncolumns: { id: { not_null: true } }\n*/\nselect id, name from raw.customers")
            .model("m.reader", "select distinct id, name from m.m where id is not null");
    CompiledModel reader = project.compiled("m.reader");
    assertThat(reader.facts())
        .extracting(Fact::sentence)
        .containsExactly(
            "No two rows of m.m have the same \"id\".", "The column \"id\" of m.m has no NULL.");
  }

  @Test
  void aUniqueColumnMayHaveManyNulls() {
    TableFacts facts = TableFacts.of(List.of(), List.of("a", "b"), List.of("b"));
    assertThat(facts.keys()).containsExactly(List.of("b"));
  }

  @Test
  void factsAreGivenUpOneAfterTheOther() {
    Fact one = new Fact("t", Fact.Kind.KEY, List.of("a"));
    Fact other = new Fact("t", Fact.Kind.NOT_NULL, List.of("a"));
    Fact third = new Fact("t", Fact.Kind.NOT_NULL, List.of("b"));
    assertThat(Facts.fewest(List.of(one, other, third), some -> some.contains(other)))
        .containsExactly(other);
  }
}

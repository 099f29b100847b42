package dev.varve.planner.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.project.Tier;
import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.types.TableFacts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which row of several is taken must not depend on how they lie. */
class RefusedTiesTest {
  private static ModelProject project(String text) {
    return new ModelProject()
        .source("raw.t", "id BIGINT, customer BIGINT, ts TIMESTAMP, status VARCHAR, amount DOUBLE")
        .model("m.m", text)
        .model("m.reader", "select * from m.m");
  }

  private static Compilation checked(ModelProject project, Tier tier) {
    return RefusedTies.check(
        project.compile(), project.parsed().project().orElseThrow().models(), model -> tier);
  }

  private static List<Problem> problems(String text) {
    return checked(project(text), Tier.STABLE).problems();
  }

  @Test
  void aChoiceThatIsOpenIsAnErrorThatNamesTheTies() {
    String text =
        "select customer, status\nfrom raw.t\n"
            + "qualify row_number() over (partition by customer order by ts desc) = 1";
    Compilation checked = checked(project(text), Tier.STABLE);
    assertThat(checked.problems()).hasSize(1);
    Problem problem = checked.problems().get(0);
    assertThat(problem.code()).isEqualTo("TIES");
    assertThat(problem.message())
        .isEqualTo(
            "row_number() leaves open which row is taken of those that are equal in \"customer\","
                + " \"ts\" and differ in \"status\"; the tier STABLE takes the same one each time.");
    assertThat(problem.place().orElseThrow()).hasToString("models/m/m.sql:3:9");
    assertThat(problem.mend())
        .startsWith("Add to its ORDER BY what tells them apart, such as \"status\"");
    assertThat(checked.models()).isEmpty();
    assertThat(checked.blocked()).containsEntry("m.reader", "m.m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select distinct on (customer) customer, status from raw.t order by customer, ts",
        "select distinct on (customer) customer, status from raw.t",
        "select * exclude (n) from (select *, row_number() over (partition by customer order by ts) n"
            + " from raw.t) where n <= 3",
        "with ranked as (select *, row_number() over (order by ts) as n from raw.t)"
            + " select id from ranked where 1 = n and id > 0",
        "select id from (select id, n from (select id, row_number() over (order by ts) n from raw.t)"
            + " where id > 1) where n in (1, 2)",
        "select id from raw.t qualify row_number() over (partition by status order by ts) < 3"
            + " or amount > 5"
      })
  void everyWayToChooseIsSeen(String text) {
    assertThat(problems(text)).extracting(Problem::code).containsExactly("TIES");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The rows that are left equal are the same row in all that is read.
        "select distinct on (customer) customer from raw.t",
        "select customer from (select *, row_number() over (partition by customer order by ts) n"
            + " from raw.t) where n = 1",
        "select customer, status from raw.t qualify"
            + " row_number() over (partition by customer order by ts, status) = 1",
        "select customer, amount from raw.t qualify"
            + " row_number() over (partition by customer order by amount) = 1",
        // One row in each group.
        "select distinct on (c) c, s from (select customer c, sum(id) s from raw.t group by 1)",
        // Ties come out together, or are no choice.
        "select customer, status from raw.t qualify rank() over (order by ts) = 1",
        "select id, row_number() over (order by ts) as n from raw.t"
      })
  void whatIsDecidedIsLeftInPeace(String text) {
    assertThat(problems(text)).isEmpty();
  }

  @Test
  void aKeyDecides() {
    String text =
        "select customer, status from raw.t"
            + " qualify row_number() over (partition by customer order by ts desc, id) = 1";
    assertThat(problems(text)).hasSize(1);
    ModelProject known =
        project(text).knowing("raw.t", new TableFacts(List.of(List.of("id")), List.of()));
    assertThat(checked(known, Tier.STABLE).problems()).isEmpty();
    assertThat(known.compiled("m.m").facts()).hasSize(1);
  }

  @Test
  void underFastAnyOfThemIsTaken() {
    String text = "select distinct on (customer) customer, status from raw.t order by customer, ts";
    assertThat(checked(project(text), Tier.FAST).problems()).isEmpty();
    assertThat(checked(project(text), Tier.CANONICAL).problems()).hasSize(1);
  }

  @Test
  void anInlineModelIsJudgedInItsReaders() {
    ModelProject project =
        new ModelProject()
            .source("raw.t", "id BIGINT, ts TIMESTAMP, status VARCHAR")
            .model(
                "m.latest",
                "/* varve\nkind: inline\n*/\nselect distinct on (id) * from raw.t order by id, ts")
            .model("m.ids", "select id from m.latest")
            .model("m.all", "select * from m.latest");
    Compilation checked = checked(project, Tier.STABLE);
    assertThat(checked.problems()).hasSize(1);
    assertThat(checked.problems().get(0).model()).contains("m.all");
    assertThat(checked.models()).extracting(model -> model.name()).contains("m.latest", "m.ids");
  }
}

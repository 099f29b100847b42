package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workers.VarveException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineageCommandTest {
  private final CliRun cli = new CliRun();

  @Test
  void upIsATreeForEachColumnAndOneForTheRowsAndThenTheSources() {
    cli.varve.lineage = Optional.of(UnderstoodSamples.up());

    assertThat(cli.run("lineage", "marts.revenue", "shop")).isZero();
    assertThat(cli.varve.shown).isEqualTo("marts.revenue up");
    assertThat(cli.out())
        .isEqualTo(
            """
            marts.revenue  models/marts/revenue.sql

              orders  BIGINT
              └─ rows of staging.orders  aggregated
                 └─ raw.orders.status  filter

              revenue  DECIMAL(38,0)
              └─ staging.orders.amount  aggregated
                 └─ raw.orders.amount  computed, condition

              currency  VARCHAR
              └─ from no column

              rows  decided for all columns by
              ├─ staging.orders.id  filter, join
              │  └─ raw.orders.id  copied
              └─ rows of staging.orders
                 └─ raw.orders.status  filter

            Sources
              raw.orders  3 of 4 columns required  id, amount, status
                          scanned as well          note

            unknown: a part of marts.revenue is not understood (LOGICAL_SAMPLE): anything below that part may be in anything above it.
            """);
    assertThat(cli.err()).isEmpty();
  }

  @Test
  void downNamesWhatNothingReadsAndTheModelsThatCouldNotBeFollowed() {
    cli.varve.lineage = Optional.of(UnderstoodSamples.down());

    assertThat(cli.run("lineage", "raw.orders", "--down")).isEqualTo(2);
    assertThat(cli.varve.shown).isEqualTo("raw.orders down");
    assertThat(cli.out())
        .isEqualTo(
            """
            raw.orders  a source  and what comes of it

              id  BIGINT
              └─ staging.orders.id  copied

              amount  INTEGER
              └─ staging.orders.amount  computed, condition

              status  VARCHAR
              └─ rows of staging.orders  filter

              note  VARCHAR
              └─ nothing reads it

              rows  of which the number counts
              └─ rows of staging.orders

            1 model depends on it: staging.orders.
            """);
    assertThat(cli.err()).startsWith("models/marts/margin.sql:4:6: UNKNOWN_TABLE: ");
  }

  @Test
  void jsonIsTheGraphItself() throws Exception {
    cli.varve.lineage = Optional.of(UnderstoodSamples.up());

    assertThat(cli.run("lineage", "marts.revenue", "--json")).isZero();
    Golden.assertThatJson(cli.out()).isGolden("lineage.json");
  }

  @Test
  void dotHasABoxForEachTableAndDashesForWhatGivesNoValues() {
    cli.varve.lineage = Optional.of(UnderstoodSamples.down());

    cli.run("lineage", "raw.orders", "--dot");

    assertThat(cli.out())
        .startsWith("digraph lineage {\n  rankdir=LR;\n")
        .contains(
            """
              subgraph cluster_1 {
                label="staging.orders";
                "staging.orders.id" [label="id"];
                "staging.orders.amount" [label="amount"];
                "rows of staging.orders" [label="rows", style=dashed];
              }
              "raw.orders.id" -> "staging.orders.id" [label="copied"];
              "raw.orders.amount" -> "staging.orders.amount" [label="computed, condition"];
              "rows of raw.orders" -> "rows of staging.orders" [label="rows", style=dashed];
              "raw.orders.status" -> "rows of staging.orders" [label="filter", style=dashed];
            }
            """);
  }

  @Test
  void oneWayOfWritingIsEnough() {
    assertThat(cli.run("lineage", "marts.revenue", "--json", "--dot")).isEqualTo(2);
    assertThat(cli.err()).startsWith("USAGE: --json and --dot exclude one another.");
    assertThat(cli.run("lineage")).isEqualTo(2);
    assertThat(cli.err()).contains("USAGE: The TARGET is missing.");
  }

  @Test
  void whatIsNotThereIsAnErrorOfTheInput() {
    cli.varve.failure =
        Optional.of(
            VarveException.of(
                VarveException.Kind.INPUT,
                "UNKNOWN_TABLE",
                "There is no model m.",
                "Did you mean n?"));

    assertThat(cli.run("lineage", "m")).isEqualTo(2);
    assertThat(cli.err()).isEqualTo("UNKNOWN_TABLE: There is no model m.\n    Did you mean n?\n");
  }
}

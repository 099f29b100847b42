package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
  private final CliRun cli = new CliRun();

  @BeforeEach
  void explained() {
    cli.varve.explained = Optional.of(UnderstoodSamples.explained());
  }

  @Test
  void everySectionHasItsHeading() {
    assertThat(cli.run("explain", "marts.revenue", "shop")).isZero();
    assertThat(cli.varve.shown).isEqualTo("marts.revenue");
    assertThat(cli.out())
        .isEqualTo(
            """
            marts.revenue  models/marts/revenue.sql
            A build of dev would rebuild it: the query changed.

            Result
              columns  revenue DOUBLE
              path     algebra: all of it is understood
              class    order-sensitive: the order of the rows read can change the result
                       sum() over DOUBLE rounds by the order of the rows.
              threads  one, for the same reasons
              tier     STABLE
              order    "revenue" ASC NULLS LAST
                       All columns.

            Query plan, as the engine bound it
              3fa2b1c0d4e5  order-sensitive  aggregate by (): sum(amount#0)
                                             ^ sum() over DOUBLE rounds by the order of the rows.
              3fa2b1c0d4e5  exact              scan staging.orders (amount)

            Normal form, of which the fingerprint is 3fa2b1c0d4e5
              3fa2b1c0d4e5  aggregate by (): sum(amount#0)
              3fa2b1c0d4e5    scan staging.orders (amount)
              and the clock's date

            Reads
              raw.rates       source  the number of rows only
              staging.orders  model   all columns, in the order of the rows

            Step key  not known before its inputs are built
              query   plan              3fa2b1c0d4e5
              order   order by          none
              column  staging.orders.*  not known yet: staging.orders is to be built first

            Relies on
              no declared fact: keys and not_null are checked when the table is built, no rewrite rests on them
              engine v2.0.0
              functions 1
            """);
  }

  @Test
  void everythingIsShownInFullWhenAskedFor() {
    cli.run("explain", "marts.revenue", "--verbose");

    assertThat(cli.out()).contains("plan              " + "3fa2b1c0d4e5f607".repeat(4));
  }

  @Test
  void jsonHasTheSamePartsWithWholeFingerprints() throws Exception {
    assertThat(cli.run("explain", "marts.revenue", "--json")).isZero();
    Golden.assertThatJson(cli.out()).isGolden("explain.json");
  }

  @Test
  void whatAKeyDependsOnCanBeGiven() {
    cli.run("explain", "marts.revenue", "-e", "prod", "-p", "since=2026-01-01", "--tier", "fast");

    assertThat(cli.varve.requests)
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.environment()).isEqualTo("prod");
              assertThat(request.tier()).isEqualTo("FAST");
              assertThat(request.parameters()).isEqualTo(Map.of("since", "2026-01-01"));
            });
    assertThat(cli.run("explain", "marts.revenue", "--select", "x")).isEqualTo(2);
  }
}

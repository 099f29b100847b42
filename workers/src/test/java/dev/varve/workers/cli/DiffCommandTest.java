package dev.varve.workers.cli;

import static dev.varve.workers.cli.Golden.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.DiffReport.Change;
import dev.varve.activities.plan.DiffReport.Column;
import dev.varve.activities.plan.DiffReport.ColumnShape;
import dev.varve.activities.plan.DiffReport.Model;
import dev.varve.activities.plan.DiffReport.Reader;
import dev.varve.activities.plan.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiffCommandTest {
  private final CliRun cli = new CliRun();

  @Test
  void eachModelHasItsCategoryColumnsEditsAndReaders() {
    cli.varve.diff = Optional.of(report(List.of(orders(2), days())));

    assertThat(cli.run("diff", "staging.orders", "marts.days", "-C", "shop", "--against", "main"))
        .isZero();
    assertThat(cli.varve.shown).isEqualTo("staging.orders marts.days in dev against main");
    assertThat(cli.out())
        .isEqualTo(
            """
            Compared with revision main (1a2b3c4d5e6f)

            staging.orders  BREAKING  counterexample
              ~ amount  amount → amount * 2
              + tax  DECIMAL(10,2)  amount * 0.25
              - note  VARCHAR
              * filter added: status != 'cancelled'
              ≠ Old and new give different rows on these tables.
                  raw.orders
                    amount  status
                    1.00    NULL
                  old result
                    amount
                    1.00
                  new result
                    amount
                    (no rows)
                affected      marts.m0 (revenue)  reads amount of staging.orders
                              marts.m1 (revenue)  reads amount of staging.orders
                not affected  marts.customers  reads only customer of staging.orders, which did not change

            marts.days  NONE  proved equal

            2 models changed (1 BREAKING, 1 NONE); downstream 2 affected, 1 not affected.
            """);
  }

  @Test
  void manyReadersAreCountedUnlessAllAreAskedFor() {
    cli.varve.diff = Optional.of(report(List.of(orders(40))));

    cli.run("diff");
    assertThat(cli.out()).contains("marts.m11").doesNotContain("marts.m12").contains("and 28 more");

    CliRun all = new CliRun();
    all.varve.diff = cli.varve.diff;
    all.run("diff", "--verbose");
    assertThat(all.out()).contains("marts.m39").doesNotContain("more");
  }

  @Test
  void theExitCodeTellsWhetherAnythingIsComputedOtherwise() {
    cli.varve.diff = Optional.of(report(List.of(days())));
    assertThat(cli.run("diff", "--exit-code")).isZero();

    CliRun other = new CliRun();
    other.varve.diff = Optional.of(report(List.of(orders(1))));
    assertThat(other.run("diff", "--exit-code")).isEqualTo(1);
  }

  @Test
  void nothingChangedIsSaid() {
    cli.varve.diff = Optional.of(report(List.of()));

    assertThat(cli.run("diff", "-e", "prod")).isZero();
    assertThat(cli.varve.shown).isEqualTo(" in prod against ");
    assertThat(cli.out()).endsWith("\nNothing changed.\n");
  }

  @Test
  void programsGetAllOfIt() throws IOException {
    cli.varve.diff = Optional.of(report(List.of(orders(1), days())));

    assertThat(cli.run("diff", "--json")).isZero();
    assertThatJson(cli.out()).isGolden("diff.json");
  }

  private static DiffReport report(List<Model> models) {
    return new DiffReport(
        1,
        "shop",
        new DiffReport.Against("revision", "main", "1a2b3c4d5e6f7a8b", List.of()),
        models,
        List.of(),
        List.of());
  }

  private static Model orders(int readers) {
    ColumnShape amount = new ColumnShape("amount", "DECIMAL(10,2)", "amount");
    ColumnShape twice = new ColumnShape("amount", "DECIMAL(10,2)", "amount * 2");
    ColumnShape tax = new ColumnShape("tax", "DECIMAL(10,2)", "amount * 0.25");
    ColumnShape note = new ColumnShape("note", "VARCHAR", "note");
    String filter = "status != 'cancelled'";
    List<Reader> affected = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      affected.add(
          new Reader("marts.m" + i, List.of("revenue"), false, "reads amount of staging.orders"));
    }
    return new Model(
        "staging.orders",
        "changed",
        Optional.of("BREAKING"),
        Optional.empty(),
        false,
        Optional.of(false),
        List.of(
            new Column("changed", "amount", Optional.of(amount), Optional.of(twice)),
            new Column("added", "tax", Optional.empty(), Optional.of(tax)),
            new Column("removed", "note", Optional.of(note), Optional.empty())),
        List.of(
            new Change(
                "added",
                "filter",
                Optional.empty(),
                Optional.of(filter),
                "filter added: " + filter)),
        List.of(),
        List.of(),
        "",
        Optional.of(
            new Verdict.Counterexample(
                "Old and new give different rows on these tables.",
                List.of(
                    new Verdict.Table(
                        "raw.orders",
                        List.of("amount", "status"),
                        List.of(List.of(Optional.of("1.00"), Optional.empty()))),
                    new Verdict.Table(
                        "old result", List.of("amount"), List.of(List.of(Optional.of("1.00")))),
                    new Verdict.Table("new result", List.of("amount"), List.of())),
                "select 1;")),
        affected,
        List.of(
            new Reader(
                "marts.customers",
                List.of(),
                false,
                "reads only customer of staging.orders, which did not change")));
  }

  private static Model days() {
    return new Model(
        "marts.days",
        "changed",
        Optional.of("NONE"),
        Optional.empty(),
        false,
        Optional.of(true),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "",
        Optional.of(new Verdict.ProvedEqual("Both queries have one normal form.")),
        List.of(),
        List.of());
  }
}

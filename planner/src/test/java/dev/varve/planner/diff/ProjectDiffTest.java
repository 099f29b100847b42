package dev.varve.planner.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.testing.Pair;
import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.Rows;
import dev.varve.planner.testing.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectDiffTest {
  private static final String ORDERS = "select id, customer, amount, status, day from raw.orders";
  private static final String REVENUE =
      "select day, sum(amount) as revenue from staging.orders group by day";
  private static final String CUSTOMERS =
      "select customer, count(*) as orders from staging.orders group by customer";
  private static final String TOP = "select customer from marts.customers where orders > 10";

  @Test
  void nothingChanged() {
    assertThat(Versions.between(shop(ORDERS), shop(ORDERS)))
        .isEqualTo(new ProjectDiff(List.of(), List.of()));
  }

  @Test
  void aCommentAffectsNobody() {
    assertThat(lines(shop(ORDERS), shop(ORDERS + " -- all")))
        .containsExactly(
            "staging.orders CHANGED METADATA_ONLY",
            "  not marts.customers: reads only customer of staging.orders, which did not change",
            "  not marts.revenue: reads only day, amount of staging.orders, which did not change");
  }

  @Test
  void aColumnThatNobodyReadsAffectsNobody() {
    assertThat(lines(shop(ORDERS), shop(ORDERS.replace("id,", "id + 1 as id,"))))
        .containsExactly(
            "staging.orders CHANGED BREAKING",
            "  not marts.customers: reads only customer of staging.orders, which did not change",
            "  not marts.revenue: reads only day, amount of staging.orders, which did not change");
  }

  @Test
  void aChangedExpressionAffectsItsReadersInTheColumnsThatComeOfIt() {
    assertThat(lines(shop(ORDERS), shop(ORDERS.replace("amount,", "amount * 2 as amount,"))))
        .containsExactly(
            "staging.orders CHANGED BREAKING",
            "  marts.revenue [revenue]: reads amount of staging.orders",
            "  not marts.customers: reads only customer of staging.orders, which did not change");
  }

  @Test
  void aFilterAffectsAllThatReadTheRowsAndWhatReadsThem() {
    assertThat(lines(shop(ORDERS), shop(ORDERS + " where status <> 'cancelled'")))
        .containsExactly(
            "staging.orders CHANGED BREAKING",
            "  marts.customers [all]: reads staging.orders, whose rows may have changed",
            "  marts.revenue [all]: reads staging.orders, whose rows may have changed",
            "  marts.top [all]: reads marts.customers, whose rows may have changed");
  }

  @Test
  void aRenamedColumnWhoseReadersAreAdaptedAffectsNobody() {
    ModelProject after =
        shop(ORDERS.replace("amount", "amount as price"))
            .model("marts.revenue", REVENUE.replace("amount", "price"));

    assertThat(lines(shop(ORDERS), after))
        .containsExactly(
            "staging.orders CHANGED BREAKING",
            "  not marts.customers: reads only customer of staging.orders, which did not change",
            "  not marts.revenue: reads only day, price of staging.orders, which did not change",
            "marts.revenue CHANGED NONE");
  }

  @Test
  void aModelThatIsCalledOtherwiseIsFoundAgain() {
    ModelProject after =
        new ModelProject()
            .source("raw.orders", COLUMNS)
            .model("staging.all_orders", ORDERS)
            .model("marts.revenue", REVENUE.replace("staging.orders", "staging.all_orders"))
            .model("marts.customers", CUSTOMERS.replace("staging.orders", "staging.all_orders"))
            .model("marts.top", TOP);

    assertThat(lines(shop(ORDERS), after).subList(0, 1))
        .containsExactly("staging.all_orders RENAMED BREAKING");
    assertThat(lines(shop(ORDERS), after))
        .contains("marts.revenue CHANGED NONE", "marts.customers CHANGED NONE")
        .noneMatch(line -> line.startsWith("staging.orders"));
  }

  @Test
  void modelsComeAndGo() {
    ModelProject after = shop(ORDERS).model("marts.more", "select id from staging.orders");

    assertThat(lines(shop(ORDERS), after)).containsExactly("marts.more ADDED ADDITIVE");
    assertThat(lines(after, shop(ORDERS))).containsExactly("marts.more REMOVED BREAKING");
  }

  @Test
  void aModelWithAnErrorIsNotCompared() {
    ModelProject after = shop("select no_such from raw.orders");

    assertThat(Versions.between(shop(ORDERS), after).models())
        .extracting(ModelChange::name, ModelChange::status)
        .contains(
            tuple("staging.orders", ModelChange.Status.UNCOMPARED),
            tuple("marts.revenue", ModelChange.Status.UNCOMPARED));
  }

  @Test
  void anotherValueOfAParameterChangesWhatAsksForIt() {
    ModelProject project = shop(ORDERS + " where day >= $since").parameter("since", "DATE");
    ProjectDiff diff =
        Versions.between(
            project,
            Map.of("since", "DATE '2024-01-01'"),
            project,
            Map.of("since", "DATE '2025-01-01'"));

    ModelChange orders = Versions.of("staging.orders", diff).orElseThrow();
    assertThat(diff.models()).containsExactly(orders);
    assertThat(orders.sameText()).isTrue();
    assertThat(orders.category()).contains(Category.BREAKING);
    assertThat(orders.diff().orElseThrow().edits())
        .extracting(Edit::sentence)
        .containsExactly("parameter since: DATE '2024-01-01' → DATE '2025-01-01'");
    assertThat(orders.affected()).extracting(Downstream::model).hasSize(3);
  }

  @Test
  void aFunctionThatComputesSomethingElseChangesItsCallers() {
    String call = ORDERS.replace("amount,", "net(amount) as amount,");
    String net = "/* varve\nargs: { x: \"DECIMAL(10,2)\" }\nreturns: DOUBLE\n*/\nx * 0.8";

    ProjectDiff diff =
        Versions.between(
            shop(call).function("net", net), shop(call).function("net", net.replace("0.8", "0.9")));

    ModelChange orders = Versions.of("staging.orders", diff).orElseThrow();
    assertThat(orders.sameText()).isTrue();
    assertThat(orders.diff().orElseThrow().columns())
        .extracting(ColumnChange::name, ColumnChange::kind)
        .containsExactly(tuple("amount", ColumnChange.Kind.CHANGED));
    assertThat(orders.affected()).extracting(Downstream::model).containsExactly("marts.revenue");
  }

  @Test
  void aSourceThatIsDeclaredOtherwiseAffectsItsReaders() {
    ModelProject after =
        new ModelProject()
            .source("raw.orders", COLUMNS + ", more INTEGER")
            .model("staging.orders", ORDERS);
    ModelProject before =
        new ModelProject().source("raw.orders", COLUMNS).model("staging.orders", ORDERS);

    ProjectDiff diff = Versions.between(before, after);

    assertThat(diff.models()).isEmpty();
    assertThat(diff.sources()).hasSize(1);
    assertThat(diff.sources().get(0).affected())
        .extracting(Downstream::model)
        .containsExactly("staging.orders");
  }

  /** What the list of pairs says differs, is never said to be the same. */
  @Test
  void noPairThatDiffersIsHarmless() {
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (Pair pair : Pair.read("differ.txt")) {
      Optional<ModelDiff> found = diff(pair);
      if (found.isEmpty()) {
        // Not every text is a model: its columns may have no names, or types that no table holds.
        continue;
      }
      compared++;
      ModelDiff diff = found.get();
      boolean sameRows = diff.category().compareTo(Category.ADDITIVE) <= 0;
      boolean sameOrder = diff.category().compareTo(Category.ADDITIVE) < 0;
      // Another column, or another place of one, is a difference that no reader by name sees.
      boolean sameColumns =
          diff.columns().isEmpty()
              && diff.edits().stream()
                  .noneMatch(edit -> edit.what().startsWith("order of the col"));
      if (sameOrder || (pair.difference() == Pair.Difference.ROWS && sameRows && sameColumns)) {
        wrong.add(diff.category() + "\n" + pair);
      } else if (diff.edits().isEmpty() && diff.columns().isEmpty()) {
        wrong.add("no edit\n" + pair);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(compared).isGreaterThan(150);
  }

  private static Optional<ModelDiff> diff(Pair pair) {
    return Versions.of("m.m", Versions.between(project(pair.one()), project(pair.other())))
        .flatMap(ModelChange::diff);
  }

  private static ModelProject project(String text) {
    return new ModelProject()
        .source("main.t", Rows.COLUMNS)
        .source("main.u", Rows.COLUMNS)
        .source("main.w", PairTables.OTHER_COLUMNS)
        .model("m.m", text);
  }

  private static final String COLUMNS =
      "id INTEGER, customer INTEGER, amount DECIMAL(10,2), status VARCHAR, day DATE";

  private static ModelProject shop(String orders) {
    return new ModelProject()
        .source("raw.orders", COLUMNS)
        .model("staging.orders", orders)
        .model("marts.revenue", REVENUE)
        .model("marts.customers", CUSTOMERS)
        .model("marts.top", TOP);
  }

  private static List<String> lines(ModelProject before, ModelProject after) {
    List<String> lines = new ArrayList<>();
    for (ModelChange change : Versions.between(before, after).models()) {
      lines.add(
          change.name()
              + " "
              + change.status()
              + change.category().map(category -> " " + category).orElse(""));
      for (Downstream reader : change.affected()) {
        String columns = reader.allColumns() ? "all" : String.join(", ", reader.columns());
        lines.add("  " + reader.model() + " [" + columns + "]: " + reader.why());
      }
      for (Downstream reader : change.unaffected()) {
        lines.add("  not " + reader.model() + ": " + reader.why());
      }
    }
    return lines;
  }
}

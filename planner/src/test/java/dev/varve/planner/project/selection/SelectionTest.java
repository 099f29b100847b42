package dev.varve.planner.project.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.project.selection.Selection.Selectable;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
  /**
   * {@code raw.orders -> staging.orders -> marts.revenue -> marts.top}, and beside them two more.
   */
  private static final List<Selectable> MODELS =
      List.of(
          model("staging.orders", "models/staging/orders.sql", "daily", "raw.orders"),
          model("staging.customers", "models/staging/customers.sql", "", "raw.customers"),
          model("marts.revenue", "models/marts/finance/revenue.sql", "daily", "staging.orders"),
          model("marts.top", "models/marts/top.sql", "hourly", "marts.revenue"),
          model("marts.orders", "models/marts/orders.sql", "", "staging.customers"));

  private static Selectable model(String name, String file, String tag, String input) {
    return new Selectable(name, file, tag.isEmpty() ? List.of() : List.of(tag), List.of(input));
  }

  private static Set<String> select(String... expressions) {
    return Selection.parse(List.of(expressions)).select(MODELS, Set.of("marts.revenue"));
  }

  @ParameterizedTest
  @CsvSource({
    "marts.top,                   marts.top",
    "MARTS.TOP,                   marts.top",
    "revenue,                     marts.revenue",
    "marts.*,                     marts.orders marts.revenue marts.top",
    "*.orders,                    marts.orders staging.orders",
    "rev*,                        marts.revenue",
    "marts.t?p,                   marts.top",
    "*,                           marts.orders marts.revenue marts.top staging.customers"
        + " staging.orders",
    "+revenue,                    marts.revenue staging.orders",
    "revenue+,                    marts.revenue marts.top",
    "+revenue+,                   marts.revenue marts.top staging.orders",
    "staging.*+,                  marts.orders marts.revenue marts.top staging.customers"
        + " staging.orders",
    "raw.orders+,                 marts.revenue marts.top staging.orders",
    "tag:daily,                   marts.revenue staging.orders",
    "tag:*ly,                     marts.revenue marts.top staging.orders",
    "path:models/marts,           marts.orders marts.revenue marts.top",
    "path:./models/marts/,        marts.orders marts.revenue marts.top",
    "path:models/marts/top.sql,   marts.top",
    "path:models/*/orders.sql,    marts.orders staging.orders",
    "changed,                     marts.revenue",
    "changed+,                    marts.revenue marts.top",
    "marts.top staging.orders,    marts.top staging.orders",
    "'tag:daily,marts.*',         marts.revenue",
    "'+marts.top,staging.*',      staging.orders",
  })
  void selects(String expression, String models) {
    assertThat(String.join(" ", select(expression))).isEqualTo(models);
  }

  @Test
  void severalAreUnited() {
    assertThat(select("marts.top", "tag:daily"))
        .containsExactly("marts.revenue", "marts.top", "staging.orders");
  }

  @Test
  void nothingSaidIsEverything() {
    assertThat(select()).hasSize(5);
    assertThat(Selection.parse(List.of()).isAll()).isTrue();
  }

  @Test
  void termsThatHaveNoModelInCommonAreAMistake() {
    assertThat(
            catchThrowableOfType(InputException.class, () -> select("marts.top,staging.orders"))
                .problems())
        .extracting(Problem::toString)
        .containsExactly(
            "UNKNOWN_SELECTION: No model is in all of the terms that commas join. A space in place"
                + " of a comma selects what is in any of them.");
    assertThat(select("changed,staging.*")).isEmpty();
  }

  @Test
  void nothingChangedIsNoMistake() {
    assertThat(Selection.parse(List.of("changed+")).select(MODELS, Set.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          marts.revenu      | UNKNOWN_SELECTION | There is no model marts.revenu.          | Did you mean marts.revenue? See the names with varve plan.
          revenu            | UNKNOWN_SELECTION | There is no model revenu.                | Did you mean marts.revenue? See the names with varve plan.
          marts             | UNKNOWN_SELECTION | There is no model marts.                 | It is a schema: write marts.* for its models.
          mart.*            | UNKNOWN_SELECTION | No model's name matches mart.*.          | Did you mean marts? Schemas are: marts, staging.
          marts.x*          | UNKNOWN_SELECTION | No model's name matches marts.x*.        | See the names with varve plan.
          orders            | AMBIGUOUS_SELECTION | More than one model is called orders.  | Name one with its schema: marts.orders, staging.orders.
          raw.orders        | UNKNOWN_SELECTION | raw.orders is a source, and only models are built. | Write raw.orders+ for the models that read it.
          tag:dayly         | UNKNOWN_SELECTION | No model has the tag dayly.              | Did you mean daily? There are: daily, hourly.
          path:model/marts  | UNKNOWN_SELECTION | There is no model in model/marts.        | Did you mean models/marts? Write a file or folder from the project's folder, as in path:models/marts.
          tags:daily        | BAD_SELECTION     | Models cannot be selected by tags:.      | Did you mean tag:? Write a model's name, marts.*, tag:daily, path:models/marts or changed.
          +                 | BAD_SELECTION     | The selection "+" has an empty term.     | Write a model's name, marts.*, tag:daily, path:models/marts or changed.
          a,,b              | BAD_SELECTION     | The selection "a,,b" has an empty term.  | Write a model's name, marts.*, tag:daily, path:models/marts or changed.
          """)
  void whatIsNotThereIsTold(String expression, String code, String message, String mend) {
    InputException e = catchThrowableOfType(InputException.class, () -> select(expression));
    assertThat(e.problems()).containsExactly(Problem.of(code, message, mend));
  }

  @Test
  void allMistakesAreToldAtOnce() {
    InputException e =
        catchThrowableOfType(InputException.class, () -> select("nope", "tag:nope", "marts.top"));
    assertThat(e.problems()).hasSize(2);
  }
}

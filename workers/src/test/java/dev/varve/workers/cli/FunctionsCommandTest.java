package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.ListedFunction;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionsCommandTest {
  private final CliRun cli = new CliRun();

  private static FunctionReport functions() {
    return new FunctionReport(
        1,
        "shop",
        List.of(
            new ListedFunction(
                "project",
                "scalar",
                "net_price",
                List.of("(gross DECIMAL(10,2), percent INTEGER := 25) → DECIMAL(10,2)"),
                "exact",
                "no",
                List.of("duckdb"),
                "vectorised",
                "0123456789abcdef",
                "Price without tax"),
            new ListedFunction(
                "engine",
                "scalar",
                "list_reduce",
                List.of("(a)", "(b)"),
                "exact",
                "no",
                List.of("duckdb"),
                "row by row",
                "fedcba9876543210",
                ""),
            new ListedFunction(
                "engine",
                "table",
                "glob",
                List.of("(VARCHAR)"),
                "refused",
                "",
                List.of(),
                "",
                "aaaaaaaaaaaaaaaa",
                "It reads files.")));
  }

  @Test
  void listsALineForEach() {
    cli.varve.functions = Optional.of(functions());

    assertThat(cli.run("functions", "shop")).isZero();
    assertThat(cli.opened).hasToString("/projects/shop");
    assertThat(cli.out())
        .isEqualTo(
            """
            kind    name         signature                                                     volatility  lanes   rung        fingerprint
            scalar  net_price    (gross DECIMAL(10,2), percent INTEGER := 25) → DECIMAL(10,2)  exact       duckdb  vectorised  0123456789ab
            scalar  list_reduce  2 signatures                                                  exact       duckdb  row by row  fedcba987654
            table   glob         (VARCHAR)                                                     refused                         aaaaaaaaaaaa
            3 functions.
            """);
  }

  @Test
  void slowOnesAreThoseThatRunRowByRow() {
    cli.varve.functions = Optional.of(functions());

    assertThat(cli.run("functions", "--slow")).isZero();
    assertThat(cli.out())
        .contains("list_reduce", "1 function.")
        .doesNotContain("net_price", "glob");
  }

  @Test
  void writesAllThatIsKnownInJson() throws Exception {
    cli.varve.functions = Optional.of(functions());

    assertThat(cli.run("functions", "--json")).isZero();
    Golden.assertThatJson(cli.out()).isGolden("functions.json");
  }
}

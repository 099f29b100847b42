package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import dev.varve.planner.project.function.FunctionFile;
import dev.varve.planner.project.function.FunctionFile.Argument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionProblemsTest {
  private static FunctionFile function(String text) {
    return ProjectText.smallest().with("functions/f.sql", text).read().functions().get(0);
  }

  @Test
  void isReadWithItsTypes() {
    FunctionFile net =
        ProjectText.smallest()
            .with(
                "functions/money/net_price.sql",
                """
                /* varve
                description: Price without tax
                args:
                  gross: "DECIMAL(12,2)"
                  rate: { type: DOUBLE, default: 0.2, description: Share of tax }
                returns: DOUBLE
                */
                gross / (1 + rate)   -- as the office wants it
                """)
            .read()
            .functions()
            .get(0);
    assertThat(net.name()).isEqualTo("net_price");
    assertThat(net.description()).isEqualTo("Price without tax");
    assertThat(net.arguments())
        .containsExactly(
            new Argument("gross", "DECIMAL(12,2)", Optional.empty()),
            new Argument("rate", "DOUBLE", Optional.of("0.2")));
    assertThat(net.signature()).isEqualTo("(gross DECIMAL(12,2), rate DOUBLE := 0.2) → DOUBLE");
    assertThat(net.macro().definition())
        .isEqualTo(
            "(\"gross\" DECIMAL(12,2), \"rate\" DOUBLE := CAST('0.2' AS DOUBLE)) AS CAST((\n"
                + "gross / (1 + rate)\n) AS DOUBLE)");
  }

  @Test
  void yieldsATableWhereColumnsAreDeclared() {
    FunctionFile days =
        function("/* varve\nargs: { n: INTEGER }\nreturns: { day: INTEGER }\n*/\nselect 1 as day;");
    assertThat(days.table()).isTrue();
    assertThat(days.signature()).isEqualTo("(n INTEGER) → TABLE (day INTEGER)");
    assertThat(days.macro().definition())
        .isEqualTo(
            "(\"n\" INTEGER) AS TABLE SELECT CAST(\"day\" AS INTEGER) AS \"day\", * EXCLUDE (\"day\")"
                + " FROM (\nselect 1 as day\n)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 1|1:1: UNTYPED_FUNCTION: The function f has no header",
        "/* varve\\nargs: { a: INT }\\n*/ a|2:1: UNTYPED_FUNCTION: The function f does not say what it returns",
        "/* varve\\nargs: { a: }\\nreturns: INT */ a|2:11: WRONG_TYPE: type of argument a is nothing",
        "/* varve\\nargs: { a: { default: 1 } }\\nreturns: INT */ a|2:9: UNTYPED_FUNCTION: The argument a has no type",
        "/* varve\\nreturns: { a: }\\n*/ select 1 a|2:12: UNTYPED_FUNCTION: The column a has no type",
        "/* varve\\nargs: { a: INTT }\\nreturns: INT */ a|2:12: UNKNOWN_TYPE: \"INTT\" is not a type",
        "/* varve\\nreturns: \"INT) AS x, (y\" */ 1|2:10: UNKNOWN_TYPE",
        "/* varve\\narguments: { a: INT }\\nreturns: INT */ 1|2:1: UNKNOWN_KEY",
        "/* varve\\nargs: { a: INT, A: INT }\\nreturns: INT */ a|2:17: DUPLICATE_NAME: There is already the argument A",
        "/* varve\\nargs: { a: { type: INT, default: 1 }, b: INT }\\nreturns: INT */ a|2:39: BAD_VALUE: The argument b has no default",
        "/* varve\\nargs: { a b: INT }\\nreturns: INT */ 1|2:9: BAD_VALUE: \"a b\" is no name",
        "/* varve\\nargs: { a: INT }\\nreturns: { A: INT } */ select a|3:12: BAD_VALUE: The column A is called like an argument",
        "/* varve\\nreturns: {} */ select 1 a|2:10: BAD_VALUE: A table without columns",
        "/* varve\\nreturns: INT */|1:1: EMPTY_FUNCTION",
        "/* varve\\nreturns: INT */ 1; select 2|2:20: SEVERAL_STATEMENTS",
        "/* varve\\nreturns: INT */ 1 + $since|2:21: PARAMETER_IN_FUNCTION",
        "/* varve\\nreturns: INT */ 1) as x, (2|2:18: SYNTAX_ERROR",
        "/* varve\\nreturns: INT */ (1|2:19: SYNTAX_ERROR",
        "/* varve\\nreturns: INT */ 'a|2:17: UNTERMINATED_STRING"
      })
  void isRefusedWhere(String text, String problem) {
    List<Problem> problems =
        ProjectText.smallest()
            .with("functions/f.sql", text.replace("\\n", "\n"))
            .parse()
            .problems();
    assertThat(problems)
        .extracting(Problem::toString)
        .anyMatch(told -> told.startsWith("functions/f.sql:" + problem));
  }

  @Test
  void namesAreFree() {
    String one = "/* varve\nreturns: INT\n*/ 1";
    assertThat(
            ProjectText.smallest()
                .with("functions/Lower.sql", one)
                .with("functions/a/tax.sql", one)
                .with("functions/b/TAX.sql", one)
                .with("functions/coalesce.sql", one)
                .with("functions/read_csv.sql", one)
                .with("functions/stable_id.sql", one)
                .with("functions/two words.sql", one)
                .parse()
                .problems())
        .extracting(problem -> problem.place().orElseThrow().file() + " " + problem.code())
        .containsExactly(
            "functions/Lower.sql FUNCTION_EXISTS",
            "functions/b/TAX.sql DUPLICATE_NAME",
            "functions/coalesce.sql FUNCTION_EXISTS",
            "functions/read_csv.sql FUNCTION_EXISTS",
            "functions/stable_id.sql FUNCTION_EXISTS",
            "functions/two words.sql BAD_NAME");
  }
}

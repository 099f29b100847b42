package dev.varve.workers.cli.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.varve.workers.VarveException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "build -e prod",
        "build -eprod",
        "build --environment prod",
        "build --environment=prod",
        "build --json --environment prod --rebuild"
      })
  void aValueMayStandInAnyOfTheUsualPlaces(String line) {
    assertThat(parse(line).value("--environment")).contains("prod");
  }

  @Test
  void aValueMayLookLikeAnythingButAnOption() {
    assertThat(parse("build --select +marts.a+ --param n=-1 -s -x").values("--select"))
        .containsExactly("+marts.a+", "-x");
    assertThat(parse("build --select= --param=a=b=c").values("--select")).containsExactly("");
  }

  @Test
  void whatFollowsTwoDashesIsNoOption() {
    assertThat(parse("build -- --json").operands()).containsExactly("--json");
  }

  @Test
  void theLastOptionNeedsItsValueToo() {
    assertProblems("build --environment", "--environment needs a value: NAME.");
    assertProblems("build --environment --json", "--environment needs a value: NAME.");
  }

  @Test
  void anOptionForOneValueIsTakenOnce() {
    assertProblems("build -e a --environment b", "--environment is given twice.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "buidl | There is no command buidl. | Did you mean \"varve build\"?",
        "xyzzy | There is no command xyzzy. | The commands are init, plan",
        "build --jsn | There is no option --jsn. | Did you mean --json?",
        "build --slots 3 | There is no option --slots. | See \"varve build --help\".",
        "--select x build | There is no option --select before the command. | See",
        "show | The MODEL is missing. | See \"varve show --help\".",
        "version 3 | \"3\" is one argument too many. | See \"varve version --help\"."
      })
  void whatIsWrongIsNamedWithWhatWasMeant(String line, String message, String mend) {
    assertThatThrownBy(() -> parse(line))
        .asInstanceOf(type(VarveException.class))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(VarveException.Kind.INPUT);
              assertThat(e.problems().get(0).code()).isEqualTo("USAGE");
              assertThat(e.problems().get(0).message()).isEqualTo(message);
              assertThat(e.problems().get(0).mend()).contains(mend);
            });
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertProblems(
        "build --enviroment prod --jsno a b",
        "There is no option --enviroment.",
        "There is no option --jsno.",
        "\"b\" is one argument too many.");
  }

  @Test
  void helpIsGivenWhateverElseIsWrong() {
    assertThat(parse("show --help").has(Choices.HELP)).isTrue();
    assertThat(parse("build --nonsense -h").has(Choices.HELP)).isTrue();
  }

  private static ParsedCommand parse(String line) {
    return CommandLineParser.parse(List.of(line.split(" ", -1)));
  }

  private static void assertProblems(String line, String... messages) {
    assertThatThrownBy(() -> parse(line))
        .asInstanceOf(type(VarveException.class))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .extracting("message")
                    .containsExactly((Object[]) messages));
  }
}

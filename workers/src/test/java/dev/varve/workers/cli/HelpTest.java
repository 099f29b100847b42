package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workers.cli.parsing.Choices;
import dev.varve.workers.cli.parsing.Command;
import org.junit.jupiter.api.Test;

class HelpTest {
  @Test
  void everyCommandHasHelpThatNamesEachOfItsOptions() {
    for (Command command : Choices.COMMANDS) {
      CliRun run = new CliRun();

      assertThat(run.run("help", command.name())).isZero();
      assertThat(run.out()).contains(command.description(), "varve " + command.name());
      assertThat(run.out()).contains(command.optionNames());
      assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }
  }

  @Test
  void nothingAtAllGetsTheHelpAndIsAnError() {
    CliRun run = new CliRun();

    assertThat(run.run()).isEqualTo(2);
    assertThat(run.err()).contains("Usage: varve [OPTIONS] COMMAND");
    assertThat(run.out()).isEmpty();
  }
}

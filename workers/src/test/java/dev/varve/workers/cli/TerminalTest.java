package dev.varve.workers.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workers.cli.Terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
  private static final String ESCAPE = "\u001b[";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # variable,      out,   err,   out coloured, err coloured, live
          TERM=xterm,      true,  true,  true,  true,  true
          TERM=xterm,      false, true,  false, true,  true
          TERM=xterm,      true,  false, true,  false, false
          TERM=xterm,      false, false, false, false, false
          TERM=dumb,       true,  true,  false, false, false
          NO_COLOR=1,      true,  true,  false, false, true
          NO_COLOR=,       true,  true,  true,  true,  true
          """)
  void coloursAndALiveLineNeedATerminalThatWantsThem(
      String variable,
      boolean outIsTerminal,
      boolean errIsTerminal,
      boolean outColoured,
      boolean errColoured,
      boolean live) {
    String[] pair = variable.split("=", -1);

    Terminal terminal = terminal(Map.of(pair[0], pair[1]), outIsTerminal, errIsTerminal);

    assertThat(terminal.outPaint().on()).isEqualTo(outColoured);
    assertThat(terminal.errPaint().on()).isEqualTo(errColoured);
    assertThat(terminal.live()).isEqualTo(live);
  }

  @ParameterizedTest
  @CsvSource({"120, 120", "10, 40", "wide, 80", "'', 80"})
  void aLiveLineIsAsWideAsTheTerminalSays(String columns, int width) {
    assertThat(terminal(Map.of("COLUMNS", columns), true, true).width()).isEqualTo(width);
  }

  @Test
  void aPlanIsColouredOnATerminalAndPlainWhereNoColourIsWanted() {
    assertThat(plan(Map.of("TERM", "xterm"))).contains(ESCAPE);
    assertThat(plan(Map.of("TERM", "xterm", "NO_COLOR", "1"))).doesNotContain(ESCAPE);
    assertThat(plan(Map.of("TERM", "dumb"))).doesNotContain(ESCAPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/pts/0", "/dev/tty1", "/dev/ttyS0", "/dev/console"})
  void aDeviceThatAPersonLooksAtIsATerminal(String file) {
    assertThat(Terminal.isTerminalDevice(file)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe:[81]", "socket:[7]", "/dev/null", "/tmp/out", "/home/me/dev/pts/0"})
  void aPipeOrAFileIsNone(String file) {
    assertThat(Terminal.isTerminalDevice(file)).isFalse();
  }

  private Terminal terminal(Map<String, String> environment, boolean outIs, boolean errIs) {
    return Terminal.of(environment, new Screen(out, outIs), new Screen(err, errIs));
  }

  private String plan(Map<String, String> environment) {
    CliRun run = new CliRun();
    run.varve.plan = Optional.of(Samples.plan());
    out.reset();
    new Cli(terminal(environment, true, true), environment, run.current, run, run).run("plan");
    return out.toString(UTF_8);
  }
}

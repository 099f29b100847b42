package dev.varve.workers.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.workers.cli.Columns.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @Test
  void columnsAreAlignedByWhatIsSeenNotByWhatIsWritten() {
    Columns columns = new Columns(" ");
    columns.add(List.of(Cell.left("a", Paint.ANSI.bold("a")), Cell.right("1"), Cell.left("x")));
    columns.add(List.of(Cell.left("日本"), Cell.right("100"), Cell.left("")));

    assertThat(columns.lines()).containsExactly("\u001b[1ma\u001b[0m      1 x", "日本 100");
  }

  @Test
  void aColumnThatIsEmptyEverywhereTakesNoRoom() {
    Columns columns = new Columns("  ");
    columns.add(List.of(Cell.left("a"), Cell.left(""), Cell.left("b")));

    assertThat(columns.lines()).containsExactly("a  b");
  }

  @Test
  void withoutColoursTextIsLeftAlone() {
    assertThat(Paint.NONE.red("x") + Paint.NONE.decision("fail", "y")).isEqualTo("xy");
  }

  @Test
  void whatComesFromDataCannotSteerTheTerminal() {
    assertThat(Columns.printable("a\u001b]0;x\u0007\r\nb\u0085\u2028"))
        .isEqualTo("a\\u001b]0;x\\u0007\\r\\nb\\u0085\\u2028");
  }

  @ParameterizedTest
  @CsvSource({"abcdef, 6, abcdef", "abcdefg, 6, abcde…", "日本語, 5, 日本…", "e\u0301a, 2, e\u0301a"})
  void longTextIsCutAtItsWidth(String text, int width, String cut) {
    assertThat(Columns.cut(text, width)).isEqualTo(cut);
  }
}

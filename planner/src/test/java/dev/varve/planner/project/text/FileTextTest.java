package dev.varve.planner.project.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTextTest {
  /**
   * A text of all three line ends: lines {@code a😀b}, {@code c}, {@code d}, an empty one and
   * {@code e}.
   */
  private static final FileText TEXT = new FileText("f", "a😀b\r\nc\rd\n\ne");

  @ParameterizedTest
  @CsvSource({
    "0,  f:1:1",
    "1,  f:1:2",
    "3,  f:1:3",
    "4,  f:1:4",
    "6,  f:2:1",
    "7,  f:2:2",
    "8,  f:3:1",
    "10, f:4:1",
    "11, f:5:1",
    "12, f:5:2",
    "99, f:5:2",
    "-1, f:1:1",
  })
  void everyCharacterHasALineAndAColumn(int offset, String place) {
    assertThat(TEXT.placeAt(offset)).hasToString(place);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() {
    FileText read = FileText.decode("f", "\uFEFFé".getBytes(StandardCharsets.UTF_8));
    assertThat(read.text()).isEqualTo("é");
    assertThat(FileText.decode("f", new byte[0]).text()).isEmpty();
  }
}

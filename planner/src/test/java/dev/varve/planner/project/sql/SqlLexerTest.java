package dev.varve.planner.project.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.project.sql.Token.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlLexerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'it''s'                    | STRING
          'back\\slash\\'            | STRING
          E'it\\'s'                  | STRING
          e'\\\\'                    | STRING
          x'41'                      | STRING
          $$it's; $x$$               | STRING
          $tag$ $$ $other$ $tag$     | STRING
          "a""b $x ; --"             | QUOTED_IDENTIFIER
          -- to the end; $x 'y       | LINE_COMMENT
          /* a /* b */ ; $x */       | BLOCK_COMMENT
          /**/                       | BLOCK_COMMENT
          select                     | WORD
          a$b                        | WORD
          été                        | WORD
          e                          | WORD
          42                         | NUMBER
          1_000.5e-3                 | NUMBER
          1.                         | NUMBER
          $since                     | PARAMETER
          $_a1                       | PARAMETER
          $é                         | PARAMETER
          $                          | NAMELESS_PARAMETER
          $12                        | NAMELESS_PARAMETER
          ?                          | NAMELESS_PARAMETER
          ;                          | SEMICOLON
          +                          | SYMBOL
          'open                      | UNTERMINATED_STRING
          E'open\\'                  | UNTERMINATED_STRING
          E'open\\                   | UNTERMINATED_STRING
          $a$ open $b$               | UNTERMINATED_STRING
          "open                      | UNTERMINATED_IDENTIFIER
          /* a /* b */               | UNTERMINATED_COMMENT
          /*/                        | UNTERMINATED_COMMENT
          """)
  void oneTokenIsTheWholeText(String text, Kind kind) {
    assertThat(SqlLexer.tokens(text)).containsExactly(new Token(kind, 0, text.length()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          a+$b::int            | a + $b : : int
          5--3                 | 5 --3
          5*/*c*/3             | 5 * /*c*/ 3
          1e5x                 | 1e5 x
          1.5.2                | 1.5 . 2
          3e                   | 3 e
          E'a\\'b'c'           | E'a\\'b' c 'UNTERMINATED
          'a'$$b$$             | 'a' $$b$$
          $a+$b                | $a + $b
          a$$b$$               | a$$b$$
          ($x)                 | ( $x )
          """)
  void neighboursAreToldApart(String text, String expected) {
    String found =
        String.join(
            " ",
            SqlLexer.tokens(text).stream()
                .map(t -> t.in(text) + (t.kind().name().startsWith("UNTERM") ? "UNTERMINATED" : ""))
                .toList());
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void aCarriageReturnEndsALineComment() {
    assertThat(SqlLexer.tokens("--a\r1"))
        .extracting(Token::kind)
        .containsExactly(Kind.LINE_COMMENT, Kind.NUMBER);
  }

  @Test
  void unicodeSpacesAreSpaces() {
    assertThat(SqlLexer.tokens("\uFEFFa\u00a0\u2003\u200b$b\u3000"))
        .containsExactly(new Token(Kind.WORD, 1, 2), new Token(Kind.PARAMETER, 5, 7));
    assertThat(SqlLexer.tokens("a\u200c$b")).containsExactly(new Token(Kind.WORD, 0, 4));
  }

  /** Whatever the text, tokens follow one another, none is empty, and only spaces lie between. */
  @Test
  void everyTextIsCutCompletely() {
    List<String> pieces =
        List.of(
            "'", "''", "\"", "$", "$$", "$a$", "$a", "E'", "\\", "/*", "*/", "--", "\n", "\r", ";",
            " ", "a", "1", ".", "e", "+", "é", "😀", "?", "{", "_");
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      int covered = 0;
      for (Token token : SqlLexer.tokens(text.toString())) {
        assertThat(text.substring(covered, token.start())).as(text.toString()).isBlank();
        assertThat(token.end()).as(text.toString()).isGreaterThan(token.start());
        covered = token.end();
      }
      assertThat(text.substring(covered)).as(text.toString()).isBlank();
    }
  }
}

package dev.varve.planner.project.yaml;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.sql.Token;
import dev.varve.planner.project.text.FileText;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The YAML in the comment at the top of an SQL file, which begins with the word {@code varve}. */
public final class HeaderComment {
  private static final Pattern OPENING = Pattern.compile("/\\*\\s*varve(?=[\\s:*]):?");

  private HeaderComment() {}

  /** What is written there; nothing where there is no such comment or it cannot be read. */
  public static Optional<Entries> read(FileText file, List<Token> tokens, List<Problem> problems) {
    Optional<Entries> header = Optional.empty();
    boolean headerSeen = false;
    boolean sqlSeen = false;
    for (Token token : tokens) {
      sqlSeen |= !token.kind().isComment();
      if (token.kind() != Token.Kind.BLOCK_COMMENT) {
        continue;
      }
      Matcher opening = OPENING.matcher(file.text()).region(token.start(), token.end());
      if (!opening.lookingAt()) {
        continue;
      }
      Place place = file.placeAt(token.start());
      if (sqlSeen) {
        problems.add(
            Problem.at(
                place,
                "HEADER_NOT_FIRST",
                "This header comes after the query has begun.",
                "Move it to the top of the file, or begin the comment with another word."));
      } else if (headerSeen) {
        problems.add(
            Problem.at(
                place,
                "DUPLICATE_HEADER",
                "This is a second header.",
                "Keep one comment that begins with the word varve."));
      } else {
        headerSeen = true;
        header = YamlReader.read(file, opening.end(), token.end() - 2, problems);
      }
    }
    return header;
  }
}

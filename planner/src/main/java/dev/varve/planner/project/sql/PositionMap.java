package dev.varve.planner.project.sql;

import dev.varve.planner.Place;
import dev.varve.planner.project.text.FileText;
import java.util.ArrayList;
import java.util.List;

/** From an offset in a rewritten text back to the place in the file that it came from. */
public final class PositionMap {
  /**
   * A stretch of the rewritten text: copied from the file, or put in for what stands at one place
   * of it.
   */
  private record Segment(int start, int origin, boolean copied) {}

  private final FileText original;
  private final String rewritten;
  private final List<Segment> segments;

  private PositionMap(FileText original, String rewritten, List<Segment> segments) {
    this.original = original;
    this.rewritten = rewritten;
    this.segments = List.copyOf(segments);
  }

  /**
   * The place of a character of the rewritten text, by its UTF-16 offset; one out of range is taken
   * as the nearest within.
   */
  public Place placeOf(int offset) {
    int within = Math.max(0, Math.min(offset, rewritten.length()));
    int low = 0;
    int high = segments.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (segments.get(middle).start() <= within) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    Segment segment = segments.get(low);
    return original.placeAt(
        segment.copied() ? segment.origin() + within - segment.start() : segment.origin());
  }

  /**
   * The same by the offset that the engine gives: in bytes of UTF-8, where every Unicode space
   * outside of strings, quoted names and line comments counts as one byte, because the engine puts
   * a plain space in its stead before it parses.
   */
  public Place placeOfByte(int engineOffset) {
    return placeOf(offsetOfByte(engineOffset));
  }

  /** The offset in the rewritten text, in UTF-16, of one that the engine gives. */
  public int offsetOfByte(int engineOffset) {
    List<Token> kept =
        SqlLexer.tokens(rewritten).stream()
            .filter(token -> token.kind() != Token.Kind.BLOCK_COMMENT)
            .toList();
    int next = 0;
    int bytes = 0;
    int offset = 0;
    while (offset < rewritten.length() && bytes < engineOffset) {
      int character = rewritten.codePointAt(offset);
      while (next < kept.size() && kept.get(next).end() <= offset) {
        next++;
      }
      boolean inside = next < kept.size() && kept.get(next).start() <= offset;
      bytes += !inside && SqlLexer.isUnicodeSpace(character) ? 1 : bytes(character);
      offset += Character.charCount(character);
    }
    return offset;
  }

  private static int bytes(int character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
  }

  /** Writes a text out of stretches of a file and keeps where each came from. */
  static final class Builder {
    private final FileText original;
    private final StringBuilder rewritten = new StringBuilder();
    private final List<Segment> segments = new ArrayList<>();

    Builder(FileText original) {
      this.original = original;
    }

    Builder copy(int from, int to) {
      segments.add(new Segment(rewritten.length(), from, true));
      rewritten.append(original.text(), from, to);
      return this;
    }

    Builder put(String text, int origin) {
      segments.add(new Segment(rewritten.length(), origin, false));
      rewritten.append(text);
      return this;
    }

    ModelSql build(List<String> parameters) {
      String text = rewritten.toString();
      return new ModelSql(text, new PositionMap(original, text, segments), parameters);
    }
  }
}

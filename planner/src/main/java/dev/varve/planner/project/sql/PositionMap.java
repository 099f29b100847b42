package dev.varve.planner.project.sql;

import dev.varve.planner.Place;

/** From an offset in a rewritten text back to the place in the file that it came from. */
public final class PositionMap {
  private final String file;
  private final String original;
  private final String rewritten;
  private final int[] rewrittenStarts;
  private final int[] originalStarts;

  /**
   * Segment i begins at {@code rewrittenStarts[i]} and came from {@code originalStarts[i]}; a
   * negative original start {@code -1 - n} means that the whole segment was put in for what is at
   * n.
   */
  PositionMap(
      String file, String original, String rewritten, int[] rewrittenStarts, int[] originalStarts) {
    this.file = file;
    this.original = original;
    this.rewritten = rewritten;
    this.rewrittenStarts = rewrittenStarts;
    this.originalStarts = originalStarts;
  }

  /** Of a text that is the file itself. */
  public static PositionMap identity(String file, String text) {
    return new PositionMap(file, text, text, new int[] {0}, new int[] {0});
  }

  /**
   * The place of a character of the rewritten text, by its UTF-16 offset; one that is out of range
   * is taken as the nearest within.
   */
  public Place placeOf(int offset) {
    int within = Math.max(0, Math.min(offset, rewritten.length()));
    int segment = 0;
    while (segment + 1 < rewrittenStarts.length && rewrittenStarts[segment + 1] <= within) {
      segment++;
    }
    int start = originalStarts[segment];
    int at = start < 0 ? -1 - start : start + within - rewrittenStarts[segment];
    return placeIn(file, original, at);
  }

  /**
   * The same by an offset in the UTF-8 bytes of the rewritten text, which is how the engine counts.
   */
  public Place placeOfByte(int utf8Offset) {
    int bytes = 0;
    int offset = 0;
    while (offset < rewritten.length() && bytes < utf8Offset) {
      int character = rewritten.codePointAt(offset);
      bytes += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
      offset += Character.charCount(character);
    }
    return placeOf(offset);
  }

  /** Line and column of an offset in a text; a line ends with LF, CR LF or CR. */
  public static Place placeIn(String file, String text, int offset) {
    int end = Math.max(0, Math.min(offset, text.length()));
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (ends) {
        line++;
        lineStart = i + 1;
      }
    }
    return new Place(file, line, 1 + text.codePointCount(lineStart, end));
  }
}

package dev.varve.workers.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in aligned columns, by the width that a terminal gives each character. */
public final class Columns {
  /** Where a cell stands in its column. */
  public enum Side {
    LEFT,
    RIGHT
  }

  /** A cell: what is measured, and what is written in its place, which may carry colours. */
  public record Cell(String text, String painted, Side side) {
    public static Cell left(String text) {
      return new Cell(text, text, Side.LEFT);
    }

    public static Cell left(String text, String painted) {
      return new Cell(text, painted, Side.LEFT);
    }

    public static Cell right(String text) {
      return new Cell(text, text, Side.RIGHT);
    }
  }

  private final String gap;
  private final List<List<Cell>> rows = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();

  public Columns(String gap) {
    this.gap = gap;
  }

  public void add(List<Cell> row) {
    rows.add(List.copyOf(row));
    for (int i = 0; i < row.size(); i++) {
      int width = width(row.get(i).text());
      if (i == widths.size()) {
        widths.add(width);
      } else {
        widths.set(i, Math.max(widths.get(i), width));
      }
    }
  }

  /**
   * The rows as lines without spaces at their ends; a column that is empty everywhere is left out.
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<Cell> row : rows) {
      StringBuilder line = new StringBuilder();
      int pending = 0;
      for (int i = 0; i < row.size(); i++) {
        if (widths.get(i) == 0) {
          continue;
        }
        Cell cell = row.get(i);
        int padding = widths.get(i) - width(cell.text());
        if (cell.text().isEmpty()) {
          pending += padding + gap.length();
          continue;
        }
        line.append(" ".repeat(pending + (cell.side() == Side.RIGHT ? padding : 0)));
        line.append(cell.painted());
        pending = gap.length() + (cell.side() == Side.LEFT ? padding : 0);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      width += width(point);
      i += Character.charCount(point);
    }
    return width;
  }

  private static int width(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (point >= 0x1100 && point <= 0x115f)
            || (point >= 0x2e80 && point <= 0xa4cf)
            || (point >= 0xac00 && point <= 0xd7a3)
            || (point >= 0xf900 && point <= 0xfaff)
            || (point >= 0xfe30 && point <= 0xfe6f)
            || (point >= 0xff00 && point <= 0xff60)
            || (point >= 0xffe0 && point <= 0xffe6)
            || (point >= 0x1f300 && point <= 0x1faff)
            || (point >= 0x20000 && point <= 0x3fffd);
    return wide ? 2 : 1;
  }

  /** What came from data or files, safe to write on a terminal: on one line, without controls. */
  public static String printable(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isISOControl(c) && c != '\u2028' && c != '\u2029') {
        if (safe != null) {
          safe.append(c);
        }
        continue;
      }
      if (safe == null) {
        safe = new StringBuilder(text.substring(0, i));
      }
      switch (c) {
        case '\n' -> safe.append("\\n");
        case '\t' -> safe.append("\\t");
        case '\r' -> safe.append("\\r");
        default -> safe.append(String.format("\\u%04x", (int) c));
      }
    }
    return safe == null ? text : safe.toString();
  }

  /** At most so wide, ending in an ellipsis where something was cut. */
  public static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (used + width(point) > width - 1) {
        break;
      }
      used += width(point);
      kept.appendCodePoint(point);
      i += Character.charCount(point);
    }
    return kept.append('…').toString();
  }
}

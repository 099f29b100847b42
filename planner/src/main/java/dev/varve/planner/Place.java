package dev.varve.planner;

import java.util.Comparator;

/**
 * A position in a file of the project: the path from the project's folder with {@code /}, line and
 * column counted from 1, columns in characters (code points).
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file)
          .thenComparingInt(Place::line)
          .thenComparingInt(Place::column);

  public Place {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("lines and columns count from 1: " + line + ":" + column);
    }
  }

  /** The beginning of a file, for what is wrong with the file as a whole. */
  public static Place startOf(String file) {
    return new Place(file, 1, 1);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  /** As compilers write it and editors link it: {@code models/a.sql:3:7}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}

package dev.varve.planner.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Two texts of a list: sections in brackets, pairs apart by an empty line, in each first what is
 * inserted, then the two texts.
 *
 * @param inserts rows beside those of {@link PairTables}
 * @param difference what differs, where the two do
 */
public record Pair(
    String section, List<String> inserts, Difference difference, String one, String other) {
  /** What tells the results of two texts apart. */
  public enum Difference {
    ROWS,
    /** The rows are the same, in another order; the line {@code in order} says so. */
    ORDER,
    /** One of the two ends with an error; the line {@code an error} says so. */
    ERROR
  }

  public Pair {
    inserts = List.copyOf(inserts);
  }

  /** The pairs of a list. */
  public static List<Pair> read(String name) {
    List<Pair> pairs = new ArrayList<>();
    String section = "";
    for (String block : text(name).split("\n\n+", -1)) {
      List<String> inserts = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      Difference difference = Difference.ROWS;
      for (String line : block.strip().split("\n", -1)) {
        if (line.startsWith("[")) {
          section = line.substring(1, line.indexOf(']'));
        } else if (line.equals("in order")) {
          difference = Difference.ORDER;
        } else if (line.equals("an error")) {
          difference = Difference.ERROR;
        } else if (line.startsWith("insert ")) {
          inserts.add(line);
        } else if (!line.startsWith("#")) {
          texts.add(line);
        }
      }
      if (texts.size() != 2) {
        throw new IllegalArgumentException(name + " has a block without two texts:\n" + block);
      }
      pairs.add(new Pair(section, inserts, difference, texts.get(0), texts.get(1)));
    }
    return pairs;
  }

  private static String text(String name) {
    try (InputStream in = Pair.class.getResourceAsStream("/pairs/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "[" + section + "]\n" + one + "\n" + other;
  }
}

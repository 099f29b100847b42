package dev.varve.planner;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {
  private Nearest() {}

  /**
   * The name with the fewest edits (insert, delete, replace, swap of neighbours; case is free),
   * when they are few for its length; the first of equals in the order given. Of names with dots
   * the last part alone is compared too, so that {@code revenue} finds {@code marts.revenue}.
   */
  public static Optional<String> of(String wrong, Collection<String> names) {
    String sought = wrong.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, sought.length() / 3);
    String best = null;
    int fewest = limit + 1;
    for (String name : names) {
      String candidate = name.toLowerCase(Locale.ROOT);
      int edits = edits(sought, candidate, fewest);
      int dot = candidate.lastIndexOf('.');
      if (dot >= 0) {
        int soughtDot = sought.lastIndexOf('.');
        String last = candidate.substring(dot + 1);
        if (soughtDot < 0 || sought.substring(soughtDot + 1).equals(last)) {
          edits = Math.min(edits, 1 + edits(sought.substring(soughtDot + 1), last, fewest));
        }
      }
      if (edits < fewest) {
        best = name;
        fewest = edits;
      }
    }
    return Optional.ofNullable(best);
  }

  /** The beginning of a mend: {@code "Did you mean x? "}, or nothing. */
  public static String hint(String wrong, Collection<String> names) {
    return of(wrong, names).map(name -> "Did you mean " + name + "? ").orElse("");
  }

  /** The optimal string alignment distance, or {@code enough} when it is at least that. */
  private static int edits(String a, String b, int enough) {
    if (Math.abs(a.length() - b.length()) >= enough) {
      return enough;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return Math.min(enough, last[b.length()]);
  }
}

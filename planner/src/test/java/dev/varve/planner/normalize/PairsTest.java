package dev.varve.planner.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.classify.Classifier;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.Golden;
import dev.varve.planner.testing.Pair;
import dev.varve.planner.testing.Pair.Difference;
import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.Rows;
import dev.varve.planner.testing.TestBinder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Pairs of texts that must be equal and pairs that must differ. An equal pair that is not yet seen
 * to be one stands in the golden file {@code unrecognised-pairs.txt}.
 */
class PairsTest {
  private static Node normal(BoundQuery query) {
    return Normalizer.normalize(query.plan(), Classifier.of(query.plan()).resultClass());
  }

  /** The plan's fingerprint with the names and types of its columns. */
  private static String identity(String sql) {
    BoundQuery query = TestBinder.bind(sql, PairTables.schemas());
    return PlanEncoding.identify(normal(query)).fingerprint().hex() + query.columns();
  }

  private static List<String> sorted(List<String> rows) {
    List<String> sorted = new ArrayList<>(rows.subList(1, rows.size()));
    sorted.sort(null);
    sorted.add(0, rows.get(0));
    return sorted;
  }

  private static Difference difference(Rows rows, Pair pair) throws SQLException {
    if (pair.difference() == Difference.ERROR) {
      rows.inOrder(pair.other());
      try {
        rows.inOrder(pair.one());
      } catch (SQLException e) {
        return Difference.ERROR;
      }
    }
    List<String> one = rows.inOrder(pair.one());
    List<String> other = rows.inOrder(pair.other());
    assertThat(one).as(pair.toString()).isNotEqualTo(other);
    return sorted(one).equals(sorted(other)) ? Difference.ORDER : Difference.ROWS;
  }

  @Test
  void thatDifferAreNeverTakenForEqual() throws SQLException {
    List<Pair> pairs = Pair.read("differ.txt");
    assertThat(pairs).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    List<String> faults = new ArrayList<>();
    try (Rows rows = new Rows()) {
      for (String insert : PairTables.INSERTS) {
        rows.run(insert);
      }
      for (Pair pair : pairs) {
        rows.run("BEGIN");
        for (String insert : pair.inserts()) {
          rows.run(insert);
        }
        Difference found = difference(rows, pair);
        rows.run("ROLLBACK");
        if (found != pair.difference()) {
          faults.add(pair + "\nsays " + pair.difference() + " and is " + found);
        }
      }
    }
    for (Pair pair : pairs) {
      if (identity(pair.one()).equals(identity(pair.other()))) {
        faults.add(
            "Taken for equal: "
                + pair
                + "\n"
                + PlanText.of(normal(TestBinder.bind(pair.one(), PairTables.schemas()))));
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void thatAreEqualGiveTheSameRows() throws SQLException {
    List<Pair> pairs = Pair.read("equal.txt");
    assertThat(pairs).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    List<String> faults = new ArrayList<>();
    try (Rows few = new Rows(31, 6);
        Rows many = new Rows(32, 60);
        Rows none = new Rows()) {
      for (Pair pair : pairs) {
        for (Rows rows : List.of(few, many, none)) {
          List<String> one = sorted(rows.inOrder(pair.one()));
          List<String> other = sorted(rows.inOrder(pair.other()));
          if (!one.equals(other)) {
            faults.add(pair + "\n" + one + "\n" + other);
          }
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void thatAreEqualAreRecognisedButForThoseListed() {
    List<Pair> pairs = Pair.read("equal.txt");
    StringBuilder missed = new StringBuilder();
    int recognised = 0;
    for (Pair pair : pairs) {
      if (identity(pair.one()).equals(identity(pair.other()))) {
        recognised++;
      } else {
        missed.append(pair).append("\n\n");
      }
    }
    String share =
        String.format(
            Locale.ROOT,
            "# %d of %d pairs are recognised, %.1f %%. These are not:%n%n",
            recognised,
            pairs.size(),
            100.0 * recognised / pairs.size());
    System.out.print(share);
    Golden.check("unrecognised-pairs.txt", share + missed);
  }
}

package dev.varve.planner.testing;

import dev.varve.planner.evidence.Fewest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes variants of a query that show a fault smaller, by taking back choices of which they were
 * made: in common choices all of them together, so that they stay variants of one query.
 */
public final class SmallerQueries {
  private final Drawn.Generator generator;
  private final Predicate<List<String>> shows;
  private List<Integer> shape;
  private final List<List<Integer>> forms = new ArrayList<>();

  private SmallerQueries(
      Drawn.Generator generator, List<Drawn> queries, Predicate<List<String>> shows) {
    this.generator = generator;
    this.shows = shows;
    this.shape = queries.get(0).shape();
    queries.forEach(query -> forms.add(query.form()));
  }

  /**
   * The texts of smaller ones.
   *
   * @param queries variants of each other
   * @param shows holds for their texts
   */
  public static List<String> of(
      Drawn.Generator generator, List<Drawn> queries, Predicate<List<String>> shows) {
    SmallerQueries smaller = new SmallerQueries(generator, queries, shows);
    List<String> before;
    do {
      before = smaller.texts();
      smaller.shape = simpler(smaller.shape, smaller::showsOfShape);
      for (int i = 0; i < smaller.forms.size(); i++) {
        int place = i;
        smaller.forms.set(
            i, simpler(smaller.forms.get(i), form -> smaller.showsOfForm(place, form)));
      }
    } while (!smaller.texts().equals(before));
    return smaller.texts();
  }

  /** Fewer choices, and the first of what there was to choose wherever that will do. */
  private static List<Integer> simpler(List<Integer> choices, Predicate<List<Integer>> still) {
    List<Integer> simple = new ArrayList<>(Fewest.of(choices, still));
    for (int i = 0; i < simple.size(); i++) {
      int choice = simple.get(i);
      for (int less = 0; less < choice; less++) {
        simple.set(i, less);
        if (still.test(simple)) {
          break;
        }
        simple.set(i, choice);
      }
    }
    return simple;
  }

  private List<String> texts() {
    return texts(shape, forms);
  }

  private List<String> texts(List<Integer> commonly, List<List<Integer>> each) {
    List<String> texts = new ArrayList<>();
    for (List<Integer> form : each) {
      texts.add(generator.query(Choices.again(commonly), Choices.again(form)));
    }
    return texts;
  }

  private boolean showsOfShape(List<Integer> other) {
    return shows.test(texts(other, forms));
  }

  private boolean showsOfForm(int place, List<Integer> other) {
    List<List<Integer>> changed = new ArrayList<>(forms);
    changed.set(place, other);
    return shows.test(texts(shape, changed));
  }
}

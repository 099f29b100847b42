package dev.varve.planner.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BindOutcome;
import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.evidence.Definition;
import dev.varve.planner.facts.Facts;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.Drawn;
import dev.varve.planner.testing.Families;
import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.RandomKeyed;
import dev.varve.planner.testing.RandomPredicates;
import dev.varve.planner.testing.RandomQueries;
import dev.varve.planner.testing.RandomRelations;
import dev.varve.planner.testing.RandomTexts;
import dev.varve.planner.testing.Rows;
import dev.varve.planner.testing.Script;
import dev.varve.planner.testing.SmallerQueries;
import dev.varve.planner.testing.TestBinder;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/**
 * Whatever the passes take for the same must give the same rows in the engine: checked on families
 * of queries of which some mean the same and some nearly so. Where a plan is exact its rows must
 * also be those of another order of the same rows, beside another column, on several threads; and
 * where rows are written in an order they must come in it, byte by byte. {@code -Dvarve.seed} and
 * {@code -Dvarve.families} give another and a longer run. Of what fails first the queries are made
 * smaller, then the data.
 */
class EqualPlansGiveEqualRowsTest {
  private static final long SEED = Long.getLong("varve.seed", 20_261_121);
  private static final int FAMILIES = Integer.getInteger("varve.families", 100);

  /** A query as it is understood. */
  private record Understood(
      String sql, String fingerprint, ResultClass resultClass, OutputOrder order, Node plan) {
    static Optional<Understood> of(String sql, Facts facts) {
      if (TestBinder.outcome(sql, PairTables.schemas()) instanceof BindOutcome.Bound bound) {
        Definition definition =
            TestBinder.definition(sql, bound.query(), PairTables.schemas(), facts);
        return Optional.of(
            new Understood(
                sql,
                definition.fingerprint().hex(),
                definition.resultClass(),
                definition.order().order(),
                bound.query().plan()));
      }
      return Optional.empty();
    }
  }

  /** Rows, and the same elsewhere. */
  private record Data(Rows rows, Rows elsewhere) {
    static Data of(Rows rows) throws SQLException {
      return new Data(rows, rows.elsewhere());
    }
  }

  /** How many queries had a plan that was seen, and how many had a new one. */
  private int equal;

  private int different;

  /** What is known of the rows. */
  private Facts facts = Facts.NONE;

  @Test
  void forRandomExpressions() throws SQLException {
    check(new Families(new RandomQueries(), SEED));
  }

  @Test
  void forRandomRelations() throws SQLException {
    check(new Families(new RandomRelations(), SEED));
  }

  @Test
  void forRandomPredicates() throws SQLException {
    check(new Families(new RandomPredicates(), SEED));
  }

  @Test
  void forTextsThatCompareByCollations() throws SQLException {
    check(new Families(new RandomTexts(), SEED));
  }

  @Test
  void forQueriesThatRelyOnKeys() throws SQLException {
    facts = RandomKeyed.FACTS;
    List<Data> keyed = new ArrayList<>();
    for (int count : new int[] {2, 9, 40}) {
      keyed.add(Data.of(new Rows(RandomKeyed.rows(SEED + count, count))));
    }
    check(new Families(new RandomKeyed(), SEED), keyed);
  }

  private void check(Families families) throws SQLException {
    List<Data> all = new ArrayList<>();
    all.add(Data.of(new Rows(7, 30)));
    for (int ordinal : new int[] {2, 6}) {
      all.add(Data.of(Rows.odd(ordinal)));
    }
    check(families, all);
  }

  private void check(Families families, List<Data> all) throws SQLException {
    for (int i = 0; i < FAMILIES; i++) {
      Map<String, Drawn> seen = new TreeMap<>();
      for (Drawn query : families.family(6)) {
        check(query, families.generator(), all, seen);
      }
    }
    for (Data data : all) {
      data.rows.close();
      data.elsewhere.close();
    }
    System.out.printf(
        "seed %d: %d queries with a plan seen before, %d with a new one%n", SEED, equal, different);
    assertThat(List.of(equal, different)).allMatch(count -> count > 30);
  }

  private void check(
      Drawn query, Drawn.Generator generator, List<Data> all, Map<String, Drawn> seen) {
    Understood understood =
        understood(query.sql()).orElseThrow(() -> new AssertionError("refused: " + query.sql()));
    Drawn earlier = seen.putIfAbsent(understood.fingerprint, query);
    for (Data data : all) {
      if (isOtherElsewhere(understood, data)) {
        throw fault(
            "Exact, and other rows elsewhere",
            generator,
            List.of(query),
            data.rows,
            (rows, found) -> isOtherElsewhere(found.get(0), rows));
      }
      if (earlier != null
          && takenForEqual(understood(earlier.sql()).orElseThrow(), understood, data.rows)) {
        throw fault(
            "Taken for equal",
            generator,
            List.of(earlier, query),
            data.rows,
            (rows, found) -> takenForEqual(found.get(0), found.get(1), rows));
      }
    }
    if (earlier == null) {
      different++;
    } else if (!earlier.sql().equals(query.sql())) {
      equal++;
    }
  }

  private Optional<Understood> understood(String sql) {
    return Understood.of(sql, facts);
  }

  private AssertionError fault(
      String what,
      Drawn.Generator generator,
      List<Drawn> queries,
      Rows rows,
      BiPredicate<Rows, List<Understood>> shows) {
    List<String> texts =
        SmallerQueries.of(generator, queries, smaller -> shows(shows, rows, smaller));
    return new AssertionError(
        what
            + " (seed "
            + SEED
            + "):\n"
            + Script.of(rows, fewer -> shows(shows, fewer, texts), texts)
            + PlanText.of(understood(texts.get(0)).orElseThrow().plan));
  }

  private boolean shows(BiPredicate<Rows, List<Understood>> shows, Rows rows, List<String> texts) {
    List<Understood> found =
        texts.stream().map(this::understood).flatMap(Optional::stream).toList();
    return found.size() == texts.size() && shows.test(rows, found);
  }

  private static boolean isOtherElsewhere(Understood query, Rows rows) {
    try (Rows elsewhere = rows.elsewhere()) {
      return isOtherElsewhere(query, new Data(rows, elsewhere));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** In order where the rows are written in one. */
  private static boolean isOtherElsewhere(Understood query, Data data) {
    if (query.resultClass != ResultClass.EXACT) {
      return false;
    }
    OutputOrder order = query.order;
    return order.terms().isEmpty()
        ? !data.rows.of(query.sql).equals(data.elsewhere.of(query.sql))
        : !data.rows.written(query.sql, order).equals(data.elsewhere.written(query.sql, order));
  }

  /** And they give other rows, or in another order where both are written in the same. */
  private static boolean takenForEqual(Understood one, Understood other, Rows rows) {
    if (!one.fingerprint.equals(other.fingerprint)) {
      return false;
    }
    return one.order.equals(other.order)
        ? !rows.written(one.sql, one.order).equals(rows.written(other.sql, one.order))
        : !rows.of(one.sql).equals(rows.of(other.sql));
  }
}

package dev.varve.planner.evidence;

import dev.varve.planner.facts.Facts;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.TableFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Made-up tables for a question, one instance after another, the same each time. They differ in how
 * many rows there are, how often values meet, and how odd the values are. What is known of the
 * tables' rows holds of them.
 */
public final class Instances {
  /** The most rows of a table that a query's own number asks for. */
  private static final int MOST_COUNTED = 130;

  private static final int NO_LIMIT = 24;

  /**
   * What an instance is like, shares in hundredths.
   *
   * @param distinct how many values a column draws from
   * @param alike how often a column draws from the same values as the others of its type
   */
  private record Shape(
      int rows, int distinct, int alike, int named, int extreme, int nulls, int repeated) {}

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(12, 5, 60, 50, 0, 15, 15),
          new Shape(8, 3, 90, 70, 0, 10, 30),
          new Shape(16, 8, 60, 30, 25, 10, 10),
          new Shape(20, 2, 90, 50, 5, 20, 30),
          new Shape(3, 3, 80, 60, 5, 10, 0),
          new Shape(24, 12, 50, 80, 10, 5, 5),
          new Shape(6, 6, 60, 20, 60, 10, 10),
          new Shape(10, 4, 80, 60, 0, 0, 20),
          new Shape(2, 2, 90, 60, 10, 30, 20),
          new Shape(12, 6, 70, 90, 0, 40, 10));

  private final List<InstanceTable> empty = new ArrayList<>();
  private final Map<String, ValuePool> pools = new TreeMap<>();
  private final List<Integer> counts;
  private final long seed;

  private Instances(Map<String, List<Column>> tables, Facts facts, Constants constants, long seed) {
    this.seed = seed;
    this.counts = constants.counts(MOST_COUNTED);
    ValuePools values = new ValuePools(constants);
    tables.forEach(
        (name, columns) -> {
          List<String> plain = new ArrayList<>();
          for (Column column : columns) {
            ValuePool pool = values.of(EngineType.parse(column.type())).orElseThrow();
            pools.put(column.type(), pool);
            plain.add(pool.plainest());
          }
          empty.add(
              new InstanceTable(
                  name,
                  columns,
                  plain,
                  facts.tables().getOrDefault(name, TableFacts.NONE),
                  List.of()));
        });
  }

  /** For a question to which there are no obstacles. */
  public static Instances of(Question question) {
    Map<String, Set<Column>> used = new TreeMap<>();
    for (Definition definition : List.of(question.before(), question.after())) {
      UsedColumns.of(definition)
          .forEach(
              (table, columns) ->
                  used.computeIfAbsent(table, name -> new LinkedHashSet<>()).addAll(columns));
    }
    Map<String, List<Column>> tables = new TreeMap<>();
    used.forEach((table, columns) -> tables.put(table, List.copyOf(columns)));
    Constants constants = Constants.of(List.of(question.before(), question.after()));
    return new Instances(tables, question.after().facts(), constants, question.seed());
  }

  /** Whether there is but one instance, since no table is read. */
  public boolean onlyOne() {
    return empty.isEmpty();
  }

  /** One of them, counted from 0. */
  public Instance instance(int ordinal) {
    Random random = new Random(seed + ordinal * 0x9E3779B97F4A7C15L);
    Shape shape = SHAPES.get(ordinal % SHAPES.size());
    Map<String, List<String>> shared = new TreeMap<>();
    List<InstanceTable> tables = new ArrayList<>();
    int without = without(ordinal);
    for (int i = 0; i < empty.size(); i++) {
      int rows = i == without ? 0 : rows(shape, ordinal, random);
      tables.add(filled(empty.get(i), rows, shape, shared, random));
    }
    return new Instance(tables);
  }

  /** The table that has no rows: now and then one of them, and a single one once. */
  private int without(int ordinal) {
    boolean now = empty.size() == 1 ? ordinal == 4 : ordinal % 9 == 4;
    return now ? ordinal / 9 % empty.size() : -1;
  }

  /** About as many as the shape says, or about as many as a query counts. */
  private int rows(Shape shape, int ordinal, Random random) {
    if (!counts.isEmpty() && ordinal % 7 == 3) {
      int count = counts.get((ordinal / 7) % counts.size());
      boolean joins = empty.size() > 2;
      return Math.min(joins ? NO_LIMIT : MOST_COUNTED, count + random.nextInt(3));
    }
    return 1 + shape.rows / 2 + random.nextInt(shape.rows);
  }

  private InstanceTable filled(
      InstanceTable table,
      int count,
      Shape shape,
      Map<String, List<String>> shared,
      Random random) {
    List<List<String>> drawn = new ArrayList<>();
    List<Integer> nulls = new ArrayList<>();
    for (Column column : table.columns()) {
      List<String> own = draw(pools.get(column.type()), shape, random);
      List<String> common = shared.computeIfAbsent(column.type(), type -> own);
      drawn.add(random.nextInt(100) < shape.alike ? common : own);
      nulls.add(random.nextInt(3) == 0 ? 0 : shape.nulls);
    }
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean again = !rows.isEmpty() && random.nextInt(100) < shape.repeated;
      List<String> row = new ArrayList<>();
      if (again) {
        row.addAll(rows.get(random.nextInt(rows.size())));
      } else {
        for (int j = 0; j < drawn.size(); j++) {
          row.add(value(drawn.get(j), nulls.get(j), random));
        }
      }
      if (again && !row.isEmpty() && random.nextBoolean()) {
        int changed = random.nextInt(row.size());
        row.set(changed, value(drawn.get(changed), nulls.get(changed), random));
      }
      rows.add(row);
    }
    return table.with(rows).possible();
  }

  private static String value(List<String> drawn, int nulls, Random random) {
    return random.nextInt(100) < nulls ? "NULL" : drawn.get(random.nextInt(drawn.size()));
  }

  /** The few values of a column. */
  private static List<String> draw(ValuePool pool, Shape shape, Random random) {
    int group = random.nextInt(10);
    List<String> plain = pool.plain().get(group < pool.plain().size() ? group : 0);
    Map<String, Boolean> drawn = new LinkedHashMap<>();
    for (int i = 0; i < 3 * shape.distinct && drawn.size() < shape.distinct; i++) {
      List<String> from = plain;
      if (!pool.named().isEmpty() && random.nextInt(100) < shape.named) {
        from = pool.named();
      }
      if (!pool.extreme().isEmpty() && random.nextInt(100) < shape.extreme) {
        from = pool.extreme();
      }
      drawn.put(from.get(random.nextInt(from.size())), true);
    }
    List<String> values = new ArrayList<>(drawn.keySet());
    Collections.shuffle(values, random);
    return values;
  }
}

package dev.varve.planner.testing;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.speak.substrait.SubstraitPlan;
import dev.varve.planner.types.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fingerprints of many plans and of what they are as Substrait, a line each. */
public final class Fingerprints {
  private Fingerprints() {}

  /**
   * In a process of its own; the argument {@code reversed} turns every order that may be turned.
   */
  public static void main(String[] arguments) {
    lines(arguments[0].equals("reversed")).forEach(System.out::println);
  }

  /**
   * Of all pairs, of the queries of both benchmarks, and of queries made by chance.
   *
   * @param reversed tables are declared, and texts bound, from the last to the first
   */
  public static List<String> lines(boolean reversed) {
    Map<String, String> lines = new TreeMap<>();
    List<String> pairs = new ArrayList<>();
    for (String list : List.of("equal.txt", "differ.txt")) {
      Pair.read(list).forEach(pair -> pairs.addAll(List.of(pair.one(), pair.other())));
    }
    List<Drawn.Generator> generators =
        List.of(
            new RandomQueries(), new RandomRelations(), new RandomTexts(), new RandomPredicates());
    for (Drawn.Generator generator : generators) {
      Families families = new Families(generator, 17);
      for (int i = 0; i < 40; i++) {
        families.family(2).forEach(query -> pairs.add(query.sql()));
      }
    }
    add(pairs, PairTables.schemas(), reversed, lines);
    List<String> queries = new ArrayList<>();
    for (int i = 1; i <= 22; i++) {
      queries.add(Tpch.query(i));
    }
    add(queries, Tpch.schemas(), reversed, lines);
    add(
        Arrays.stream(Tpcds.numbers()).mapToObj(Tpcds::query).toList(),
        Tpcds.schemas(),
        reversed,
        lines);
    return List.copyOf(lines.values());
  }

  private static void add(
      List<String> texts,
      Map<String, TableSchema> tables,
      boolean reversed,
      Map<String, String> lines) {
    List<String> ordered = new ArrayList<>(texts);
    List<Map.Entry<String, TableSchema>> entries =
        new ArrayList<>(new TreeMap<>(tables).entrySet());
    if (reversed) {
      Collections.reverse(ordered);
      Collections.reverse(entries);
    }
    Map<String, TableSchema> declared = new LinkedHashMap<>();
    entries.forEach(table -> declared.put(table.getKey(), table.getValue()));
    for (String sql : ordered) {
      BoundQuery query = TestBinder.bind(sql, declared);
      List<String> names = query.columns().stream().map(BoundQuery.BoundColumn::name).toList();
      SubstraitPlan said = SubstraitPlan.of(query.plan(), names, declared);
      byte[] bytes = new byte[said.bytes().remaining()];
      said.bytes().get(bytes);
      String line =
          TestBinder.definition(sql, query, declared).fingerprint().hex()
              + " "
              + Arrays.hashCode(bytes)
              + said.gaps()
              + " "
              + sql;
      lines.put(sql, line.replace('\n', ' '));
    }
  }
}

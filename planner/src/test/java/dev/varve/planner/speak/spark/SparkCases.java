package dev.varve.planner.speak.spark;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.classify.Classifier;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.normalize.Normalizer;
import dev.varve.planner.plan.Node;
import dev.varve.planner.speak.Spoken;
import dev.varve.planner.testing.Drawn;
import dev.varve.planner.testing.Families;
import dev.varve.planner.testing.GeneratedTables;
import dev.varve.planner.testing.Pair;
import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.RandomQueries;
import dev.varve.planner.testing.RandomRelations;
import dev.varve.planner.testing.Rows;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpcds;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Writes what {@code spark-rows.py} in the test resources compares: for each query its Spark SQL,
 * as bound and in normal form, and the engine's rows, beside the tables as Parquet files.
 *
 * <p>Call it with a folder. It is no test since it takes a Spark to run the queries.
 */
public final class SparkCases {
  private static final Pattern LAST_LIMIT = Pattern.compile("(?i)\\blimit\\s+\\d+\\s*$");

  private SparkCases() {}

  /** Writes a plan in a form, or the reasons why it cannot be had in it. */
  public interface Form {
    void write(
        Path folder,
        String name,
        Node plan,
        List<BoundQuery.BoundColumn> columns,
        Map<String, TableSchema> tables,
        StringBuilder gaps)
        throws IOException;
  }

  public static void main(String[] args) throws IOException, SQLException {
    write(
        Path.of(args[0]),
        (folder, name, plan, columns, tables, gaps) ->
            say(
                folder,
                name,
                SparkSql.of(plan, columns.stream().map(BoundQuery.BoundColumn::name).toList()),
                gaps));
  }

  /** Every case, in some form. */
  public static void write(Path folder, Form form) throws IOException, SQLException {
    List<String> tpch = IntStream.rangeClosed(1, 22).mapToObj(Tpch::query).toList();
    try (GeneratedTables rows =
        new GeneratedTables(1, Tpch.schemas(), Set.of("lineitem", "partsupp"), tpch)) {
      write(folder.resolve("tpch"), tpch, Tpch.schemas(), rows, form);
    }
    List<String> tpcds = IntStream.of(Tpcds.numbers()).mapToObj(Tpcds::query).toList();
    try (GeneratedTables rows = new GeneratedTables(2, Tpcds.schemas(), Tpcds.facts(), tpcds)) {
      for (String update : Tpcds.UPDATES) {
        rows.update(update);
      }
      write(folder.resolve("tpcds"), tpcds, Tpcds.schemas(), rows, form);
    }
    List<String> expressions = new ArrayList<>();
    try (InputStream in = SparkCases.class.getResourceAsStream("/spark-expressions.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(expressions::add);
    }
    String columns =
        "i INTEGER, b BIGINT, s VARCHAR, d DECIMAL(9,2), e DECIMAL(18,4), f DOUBLE,"
            + " day DATE, ts TIMESTAMP, y SMALLINT, o BOOLEAN";
    Map<String, TableSchema> tables = Map.of("main.t", Tpch.schema(columns));
    try (GeneratedTables rows = new GeneratedTables(3, Map.of(), Set.of(), List.of())) {
      rows.update("CREATE TABLE t (" + columns + ")");
      rows.update(VALUES);
      write(folder.resolve("expressions"), expressions, tables, rows, form);
    }
    writePairs(folder.resolve("pairs"), form);
  }

  /** Pairs of texts, and texts made by chance, whose results are determined by their rows. */
  private static void writePairs(Path folder, Form form) throws IOException, SQLException {
    Map<String, TableSchema> tables = PairTables.schemas();
    List<String> queries = new ArrayList<>();
    try (GeneratedTables rows = new GeneratedTables(4, Map.of(), Set.of(), List.of())) {
      for (String table : Rows.TABLES) {
        rows.update(table);
      }
      for (String insert : PairTables.INSERTS) {
        rows.update(insert);
      }
      for (String sql : texts()) {
        boolean exact =
            Classifier.of(TestBinder.bind(sql, tables).plan()).resultClass() == ResultClass.EXACT;
        if (exact && rows.areThere(sql)) {
          queries.add(sql);
        }
      }
      write(folder, queries, tables, rows, form);
    }
  }

  private static Set<String> texts() {
    Set<String> texts = new LinkedHashSet<>();
    for (String list : List.of("equal.txt", "differ.txt")) {
      Pair.read(list).forEach(pair -> texts.addAll(List.of(pair.one(), pair.other())));
    }
    for (Drawn.Generator generator : List.of(new RandomQueries(), new RandomRelations())) {
      Families families = new Families(generator, 23);
      for (int i = 0; i < 200; i++) {
        families.family(1).forEach(query -> texts.add(query.sql()));
      }
    }
    return texts;
  }

  private static final String VALUES =
      "INSERT INTO t SELECT i, b, s, d, e, f, day, ts, y, o FROM (VALUES"
          + " (1, 10, 'a', 1.25, 2.5, 0.5, DATE '2024-02-29', TIMESTAMP '2024-02-29 23:59:59.999999', 1, true),"
          + " (-7, -3, ' é_b% ', -1.25, -2.5, '-0.0'::DOUBLE, DATE '1969-12-28', TIMESTAMP '1969-12-31 00:00:00.5', -2, false),"
          + " (0, 0, '', 0.05, 0, 0.0, DATE '2000-01-01', TIMESTAMP '2000-01-01 00:00:00', 0, NULL),"
          + " (2147483647, 9223372036854775807, 'Straße', 9999999.99, 99999999999999.9999, 'nan'::DOUBLE, DATE '9999-12-31', TIMESTAMP '2023-12-31 12:30:45', 32767, true),"
          + " (3, 2, 'a\\b''c', 2.50, 1.005, 2.5, DATE '2021-01-03', TIMESTAMP '2021-01-03 01:02:03.000004', 3, false),"
          + " (-5, 2, NULL, 0.50, 3.5, 'inf'::DOUBLE, DATE '2021-03-31', TIMESTAMP '2021-03-31 06:00:00', 4, true),"
          + " (NULL, NULL, 'Aa', NULL, NULL, NULL, NULL, NULL, NULL, NULL)) v(i, b, s, d, e, f, day, ts, y, o)";

  private static void write(
      Path folder,
      List<String> queries,
      Map<String, TableSchema> tables,
      GeneratedTables rows,
      Form form)
      throws IOException, SQLException {
    Files.createDirectories(folder);
    for (String table : tables.keySet()) {
      rows.update("COPY " + table + " TO '" + folder.resolve(table + ".parquet") + "'");
    }
    StringBuilder gaps = new StringBuilder();
    for (int i = 0; i < queries.size(); i++) {
      String sql = LAST_LIMIT.matcher(queries.get(i)).replaceFirst("");
      String name = String.format("q%02d", i + 1);
      BoundQuery query = TestBinder.bind(sql, tables);
      Node normal = Normalizer.normalize(query.plan(), Classifier.of(query.plan()).resultClass());
      form.write(folder, name, query.plan(), query.columns(), tables, gaps);
      form.write(folder, name + "-normal", normal, query.columns(), tables, gaps);
      Files.writeString(folder.resolve(name + ".text"), sql);
      Files.writeString(folder.resolve(name + ".rows"), String.join("\u0001", rows.of(sql)));
    }
    Files.writeString(folder.resolve("gaps.txt"), gaps.toString());
  }

  private static void say(Path folder, String name, Spoken spoken, StringBuilder gaps)
      throws IOException {
    if (spoken instanceof Spoken.Text text) {
      Files.writeString(folder.resolve(name + ".sql"), text.sql());
    } else {
      gaps.append(name).append(' ').append(spoken).append('\n');
    }
  }
}

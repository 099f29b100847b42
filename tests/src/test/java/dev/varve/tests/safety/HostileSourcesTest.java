package dev.varve.tests.safety;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.decisions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workflows.BuildResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sources whose options, columns, files and rows look like SQL: each comes out as it is written.
 * The project's own folder is called so, too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSourcesTest {
  /** Ends a text and a call, and begins a statement that would leave a file. */
  private static final String ATTACK =
      "'); ATTACH 'canary.db' AS x; COPY (SELECT 1) TO 'canary'; --";

  /** As long as a key of YAML may be. */
  private static final String LONG_NAME = "x'\";$é".repeat(140);

  private static final String LONG = "x'\";$é".repeat(2_000);

  /**
   * One source with its model.
   *
   * @param file relative to the project; no path that a person would choose
   * @param settings of the source, in YAML
   * @param query over {@code raw.t}
   */
  private record Case(
      String what, String file, String settings, String text, String query, List<String> rows) {}

  private static final List<Case> CASES = cases();

  private Canaries canaries;
  private BuildResult result;
  private Map<String, Snapshot.Table> tables;

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    String two = "columns: { a: VARCHAR, b: VARCHAR }";
    String all = "select a, b from raw.t order by a";
    // Options of the reader.
    add(
        cases,
        "delimiter is a quote",
        "q1.csv",
        two + ", options: { delimiter: \"'\" }",
        "a'b\n1'2",
        all,
        "1|2");
    add(
        cases,
        "delimiter ends a call",
        "q2.csv",
        two + ", options: { delimiter: \"');-\" }",
        "a');-b\n1');-2",
        all,
        "1|2");
    add(
        cases,
        "delimiter is a dollar",
        "q3.csv",
        two + ", options: { delimiter: \"$\" }",
        "a$b\n$$1\n".replace("$$1", "$1"),
        all,
        "null|1");
    add(
        cases,
        "delimiter is a backslash",
        "q4.csv",
        two + ", options: { delimiter: \"\\\\\" }",
        "a\\b\n1\\2",
        all,
        "1|2");
    add(
        cases,
        "quote is an apostrophe",
        "q5.csv",
        two + ", options: { quote: \"'\", escape: \"'\" }",
        "a,b\n'1,''x','2;'",
        all,
        "1,'x|2;");
    add(
        cases,
        "quote is a semicolon",
        "q6.csv",
        two + ", options: { quote: \";\", escape: \";\" }",
        "a,b\n;1,2;,3",
        all,
        "1,2|3");
    add(
        cases,
        "escape is a backslash",
        "q7.csv",
        two + ", options: { escape: \"\\\\\" }",
        "a,b\n\"1\\\"2\",\"3\"",
        all,
        "1\"2|3");
    add(
        cases,
        "null is an attack",
        "q8.csv",
        two + ", options: { \"null\": " + quoted(ATTACK) + " }",
        "a,b\n" + ATTACK + ",'); --",
        all,
        "null|'); --");
    add(
        cases,
        "null is an apostrophe",
        "q9.csv",
        two + ", options: { \"null\": \"'\" }",
        "a,b\n','')",
        all,
        "null|'')");
    add(
        cases,
        "date format has quotes",
        "q10.csv",
        "columns: { a: DATE, b: VARCHAR }, options: { date_format: \"%d'%m;%Y\" }",
        "a,b\n05'03;2026,x",
        all,
        "2026-03-05|x");
    add(
        cases,
        "date format is an attack",
        "q11.csv",
        "columns: { a: DATE, b: VARCHAR }, options: { date_format: "
            + quoted("%Y-%m-%d" + ATTACK)
            + " }",
        "a,b\n2026-03-05" + ATTACK + ",x",
        all,
        "2026-03-05|x");
    add(
        cases,
        "timestamp format has quotes",
        "q12.csv",
        "columns: { a: TIMESTAMP, b: VARCHAR }, options: { timestamp_format: \"%Y'%m'%d $%H:%M:%S\" }",
        "a,b\n2026'03'05 $01:02:03,x",
        all,
        "2026-03-05 01:02:03.0|x");
    // Names of columns.
    add(
        cases,
        "column has a double quote",
        "c1.csv",
        "columns: { 'a\"b': VARCHAR, 'b''c': VARCHAR }",
        "\"a\"\"b\",b'c\n1,2",
        "select \"a\"\"b\" as a, \"b'c\" as b from raw.t",
        "1|2");
    add(
        cases,
        "column is an attack",
        "c2.csv",
        "columns: { " + quoted(ATTACK) + ": VARCHAR, b: VARCHAR }",
        "\"" + ATTACK + "\",b\n1,2",
        "select \"" + ATTACK + "\" as a, b from raw.t",
        "1|2");
    add(
        cases,
        "column is a word of SQL",
        "c3.csv",
        "columns: { select: VARCHAR, \"$since\": VARCHAR }",
        "select,$since\n1,2",
        "select \"select\" as a, \"$since\" as b from raw.t",
        "1|2");
    add(
        cases,
        "column is in other letters",
        "c4.csv",
        "columns: { größe: VARCHAR, 日本語: VARCHAR }",
        "größe,日本語\n1,2",
        "select größe as a, 日本語 as b from raw.t",
        "1|2");
    add(
        cases,
        "column is long",
        "c5.csv",
        "columns: { " + quoted(LONG_NAME) + ": VARCHAR, b: VARCHAR }",
        "\"" + LONG_NAME.replace("\"", "\"\"") + "\",b\n1,2",
        "select \"" + LONG_NAME.replace("\"", "\"\"") + "\" as a, b from raw.t",
        "1|2");
    // Names of types.
    add(
        cases,
        "fields of a struct",
        "t1.json",
        "columns: { a: 'STRUCT(\"x''); --\" VARCHAR, \"y;\"\"z\" INTEGER)', b: VARCHAR }",
        "{\"a\": {\"x'); --\": \"1\", \"y;\\\"z\": 2}, \"b\": \"3\"}",
        "select a.\"x'); --\" || a.\"y;\"\"z\" as a, b from raw.t",
        "12|3");
    add(
        cases,
        "values of an enum",
        "t2.csv",
        "columns: { a: \"ENUM('it''s', '); --')\", b: VARCHAR }",
        "a,b\nit's,1\n); --,2",
        "select a::varchar as a, b from raw.t order by b",
        "it's|1",
        "); --|2");
    // Names of files.
    for (String name :
        List.of(
            "it's.csv",
            "a;b.csv",
            "a\"b.csv",
            "$x.csv",
            "a\nb.csv",
            "größe 日本.csv",
            "'); ATTACH 'canary.db' AS x; --.csv",
            " .csv",
            "--.csv",
            "a%20b.csv",
            "x".repeat(200) + ".csv")) {
      add(cases, "file " + name, "files/" + cases.size() + "/" + name, two, "a,b\n1,2", all, "1|2");
    }
    // What the files hold.
    add(
        cases,
        "rows are attacks",
        "r1.csv",
        two,
        "a,b\n\"" + ATTACK + "\",$since\n\"x\n;y\",\"\"\"\"",
        "select a, b from raw.t order by a",
        ATTACK + "|$since",
        "x\n;y|\"");
    add(
        cases,
        "rows are long",
        "r2.csv",
        two,
        "a,b\n\"" + LONG.replace("\"", "\"\"") + "\",1",
        "select length(a) as a, b from raw.t",
        LONG.length() + "|1");
    add(
        cases,
        "rows of JSON are attacks",
        "r3.json",
        two,
        "{\"a\": " + quoted(ATTACK) + ", \"b\": \"\\u0001\"}",
        "select a, ascii(b) as b from raw.t",
        ATTACK + "|1");
    add(
        cases,
        "keys of JSON are attacks",
        "r4.json",
        "columns: { " + quoted(ATTACK) + ": VARCHAR, b: VARCHAR }",
        "{" + quoted(ATTACK) + ": \"1\", \"b\": \"2\"}",
        "select \"" + ATTACK + "\" as a, b from raw.t",
        "1|2");
    // What is promised of them.
    add(
        cases,
        "accepted values are attacks",
        "k1.csv",
        "columns: { a: { type: VARCHAR, unique: true, accepted_values: ["
            + quoted(ATTACK)
            + ", \"it's\"] }, b: VARCHAR }, key: [a, b]",
        "a,b\n\"" + ATTACK + "\",1\nit's,2",
        "select a, b from raw.t order by b",
        ATTACK + "|1",
        "it's|2");
    return cases;
  }

  private static void add(
      List<Case> cases,
      String what,
      String file,
      String settings,
      String text,
      String query,
      String... rows) {
    cases.add(new Case(what, "data/" + file, settings, text, query, List.of(rows)));
  }

  /** In double quotes, as YAML and JSON both read it. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @BeforeAll
  void buildOnce(@TempDir Path folder) {
    StringBuilder configuration = new StringBuilder("project: hostile\nwarehouse: ./warehouse\n");
    configuration.append("params:\n  since: { type: VARCHAR, default: \"\" }\nsources:\n");
    for (int i = 0; i < CASES.size(); i++) {
      Case each = CASES.get(i);
      configuration.append(
          "  raw.t%d: { path: %s, %s }\n".formatted(i, quoted(each.file), each.settings));
    }
    canaries = Canaries.around(folder, "it's; \"a\" $x größe [1]");
    ProjectFolder project = ProjectFolder.in(canaries.project(), configuration.toString());
    for (int i = 0; i < CASES.size(); i++) {
      Case each = CASES.get(i);
      project.file(each.file, each.text);
      project.model("m.t" + i, each.query.replace("raw.t", "raw.t" + i));
    }
    result = build(Request.of(project));
    tables = new TreeMap<>(Snapshot.of(project, "dev").tables());
  }

  @Test
  void eachComesOutAsItIsWritten() {
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < CASES.size(); i++) {
      Case each = CASES.get(i);
      String table = "m.t" + i;
      expected.add(each.what + ": " + each.rows);
      found.add(
          each.what
              + ": "
              + (tables.containsKey(table)
                  ? tables.get(table).rows()
                  : decisions(result).get(table) + " " + result.steps().get(i).error()));
    }
    assertThat(CASES).hasSizeGreaterThan(30);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void nothingAppearsOutside() {
    canaries.assertUnharmed();
  }
}

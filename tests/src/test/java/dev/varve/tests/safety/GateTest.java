package dev.varve.tests.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import dev.varve.planner.compile.CompileCache;
import dev.varve.planner.compile.Compiler;
import dev.varve.planner.compile.CompilerSettings;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import dev.varve.tests.safety.HostileTexts.HostileText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading and binding a project let through. */
class GateTest {
  private static final Path INSIDE = Path.of("/data/in.csv");
  private static final Path OUTSIDE = Path.of("/etc/hostname");
  private static final Path FRESH = Path.of("/data/new");
  private static final String CONFIGURATION =
      "project: p\nsources:\n  raw.t: { path: t.parquet }\n";
  private static final TableSchema T = new TableSchema(List.of(new Column("a", "INTEGER")));

  private static List<Problem> problems(Compiler compiler, String file, String text) {
    return problems(compiler, Map.of("varve.yaml", CONFIGURATION, file, text));
  }

  private static List<Problem> problems(Compiler compiler, Map<String, String> texts) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    texts.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    ParsedProject parsed = ProjectReader.parse(new ProjectFiles(files));
    return parsed.problems().isEmpty()
        ? compiler
            .compile(parsed.project().orElseThrow(), Map.of("raw.t", T), CompileCache.NONE)
            .problems()
        : parsed.problems();
  }

  /** Those that stay what they are within brackets. */
  private static List<HostileText> unfit() {
    return HostileTexts.all().stream().filter(h -> !h.codes().equals("SYNTAX_ERROR")).toList();
  }

  private static String codes(List<Problem> problems) {
    return String.join(",", problems.stream().map(Problem::code).toList());
  }

  private static String shown(String codes, HostileText hostile) {
    return codes + " " + hostile.text();
  }

  @Test
  void noHostileTextIsAModel() {
    List<HostileText> texts = HostileTexts.all();
    assertThat(texts).hasSizeGreaterThan(150);
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    try (Compiler compiler = new Compiler(CompilerSettings.of("UTC"))) {
      for (HostileText hostile : texts) {
        String text = hostile.at(INSIDE, OUTSIDE, FRESH);
        List<Problem> problems = problems(compiler, "models/m/m.sql", text);
        expected.add(shown(hostile.codes(), hostile));
        found.add(shown(codes(problems), hostile));
        assertThat(problems)
            .allSatisfy(
                problem -> {
                  assertThat(problem.mend()).isNotBlank();
                  assertThat(problem.place().orElseThrow().file()).isEqualTo("models/m/m.sql");
                });
      }
      // The same instance of the engine binds what is right, as if nothing had been.
      assertThat(problems(compiler, "models/m/m.sql", "select a, abs(a) as b from raw.t"))
          .isEmpty();
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void noneIsAnInlineModelOrPartOfOne() {
    try (Compiler compiler = new Compiler(CompilerSettings.of("UTC"))) {
      for (HostileText hostile : unfit()) {
        String text = hostile.at(INSIDE, OUTSIDE, FRESH);
        String inline = "/* varve\nkind: inline\n*/\n";
        Map<String, String> whole =
            Map.of(
                "varve.yaml",
                CONFIGURATION,
                "models/m/m.sql",
                inline + text,
                "models/m/reader.sql",
                "select * from m.m");
        assertThat(problems(compiler, whole)).as(hostile.text()).isNotEmpty();
        String part = inline + "select * from (" + text + "\n)";
        assertThat(problems(compiler, "models/m/m.sql", part)).as(hostile.text()).isNotEmpty();
      }
    }
  }

  @Test
  void noneIsTheBodyOfAFunction() {
    try (Compiler compiler = new Compiler(CompilerSettings.of("UTC"))) {
      for (HostileText hostile : unfit()) {
        String text = hostile.at(INSIDE, OUTSIDE, FRESH);
        for (String[] form :
            new String[][] {
              {"returns: { a: INTEGER }", text, "select a from f()"},
              {"returns: INTEGER", "(" + text + "\n)", "select f() as a"},
              {"returns: INTEGER", "1)); " + text + "; select ((1", "select f() as a"},
              {"returns: INTEGER", "1) AS INTEGER); " + text + "; --", "select f() as a"}
            }) {
          Map<String, String> files =
              Map.of(
                  "varve.yaml",
                  CONFIGURATION,
                  "functions/f.sql",
                  "/* varve\n" + form[0] + "\n*/\n" + form[1],
                  "models/m/m.sql",
                  form[2]);
          assertThat(problems(compiler, files)).as(form[1]).isNotEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sources: { 'raw.t; drop table x': { path: t.parquet } }",
        "sources: { 'raw.\"t\"': { path: t.parquet } }",
        "sources: { \"raw.t'--\": { path: t.parquet } }",
        "sources: { 'raw\".\"x.t': { path: t.parquet } }",
        "sources: { 'information_schema.t': { path: t.parquet } }",
        "sources: { 'pg_catalog.pg_class': { path: t.parquet } }",
        "sources: { 'system.t': { path: t.parquet } }",
        "sources: { 'temp.t': { path: t.parquet } }",
        "sources: { 'raw.tаble': { path: t.parquet } }",
        "sources: { raw.t: { path: t.csv, columns: { a: 'INTEGER); drop table x; --' } } }",
        "sources: { raw.t: { path: t.csv, columns: { a: 'INTEGER DEFAULT getenv(1)' } } }",
        "sources: { raw.t: { path: t.csv, columns: { a: \"ENUM('a'); select 1\" } } }",
        "sources: { raw.t: { path: t.csv, columns: { a: 'INTEGER', b: 'raw.t%rowtype' } } }",
        "timezone: \"UTC'; set threads = 1; --\"",
        "params: { 'x; drop table t': { type: INTEGER } }",
        "params: { x: { type: 'INTEGER); drop table t; --' } }",
        "params: { x: { type: INTEGER, default: '1); drop table t; --' } }",
        "params: { x: { type: DATE, default: \"2024-01-01'; --\" } }"
      })
  void namesTypesAndValuesOfAConfigurationAreThatAndNothingElse(String line) {
    try (Compiler compiler = new Compiler(CompilerSettings.of("UTC"))) {
      Map<String, String> files =
          Map.of("varve.yaml", "project: p\n" + line + "\n", "models/m/m.sql", "select 1 as a");
      assertThat(problems(compiler, files))
          .isNotEmpty()
          .allSatisfy(
              problem -> assertThat(problem.place().orElseThrow().file()).isEqualTo("varve.yaml"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "args: { 'x) AS 1; drop table t; --': INTEGER }\nreturns: INTEGER",
        "args: { x: 'INTEGER) AS 1; drop table t; --' }\nreturns: INTEGER",
        "args: { x: { type: INTEGER, default: '1) ; drop table t' } }\nreturns: INTEGER",
        "returns: 'INTEGER); drop table t; --'",
        "returns: { 'a\"; drop table t; --': 'INTEGER); drop table t' }"
      })
  void signaturesOfFunctionsAreThatAndNothingElse(String header) {
    try (Compiler compiler = new Compiler(CompilerSettings.of("UTC"))) {
      Map<String, String> files =
          Map.of(
              "varve.yaml",
              CONFIGURATION,
              "functions/f.sql",
              "/* varve\n" + header + "\n*/\n1",
              "models/m/m.sql",
              "select 1 as a");
      assertThat(problems(compiler, files)).isNotEmpty();
    }
  }
}

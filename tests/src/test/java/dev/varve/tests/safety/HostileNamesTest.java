package dev.varve.tests.safety;

import static dev.varve.tests.harness.Embedded.build;
import static dev.varve.tests.harness.Embedded.refused;
import static dev.varve.tests.harness.Embedded.show;
import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.activities.plan.PlanProblem;
import dev.varve.planner.project.parameter.ListText;
import dev.varve.tests.harness.ProjectFolder;
import dev.varve.tests.harness.Request;
import dev.varve.tests.harness.Snapshot;
import dev.varve.workers.TableView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and values of models, environments and parameters that look like SQL. */
class HostileNamesTest {
  private static final String ATTACK =
      "'); ATTACH 'canary.db' AS x; COPY (SELECT 1) TO 'canary'; --";
  private static final String CONFIGURATION =
      """
      project: names
      warehouse: ./warehouse
      params:
        word: { type: VARCHAR, default: "it's" }
        number: { type: INTEGER, default: 1 }
        words: { type: "VARCHAR[]", default: [] }
        rows: { columns: { a: VARCHAR }, rows: [[x]] }
      """;

  @TempDir Path folder;
  private Canaries canaries;
  private ProjectFolder project;

  @BeforeEach
  void begin() {
    canaries = Canaries.around(folder, "names");
    project = ProjectFolder.in(canaries.project(), CONFIGURATION);
  }

  @AfterEach
  void end() {
    canaries.assertUnharmed();
  }

  private static void assertTold(List<PlanProblem> problems) {
    assertThat(problems)
        .isNotEmpty()
        .allSatisfy(
            problem -> {
              assertThat(problem.code()).matches("[A-Z_]+").isNotEqualTo("ENGINE_FAILED");
              assertThat(problem.message()).isNotBlank();
              assertThat(problem.mend()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models/m/it's.sql",
        "models/m/a;b.sql",
        "models/m/a\"b.sql",
        "models/m/$x.sql",
        "models/m/a\nb.sql",
        "models/m/'); ATTACH 'canary.db' AS x; --.sql",
        "models/m/größe.sql",
        "models/m/a b.sql",
        "models/it's/t.sql",
        "models/m;n/t.sql",
        "models/information_schema/t.sql",
        "models/varve hidden/t.sql",
        "models/varve stubs/t.sql"
      })
  void aFileIsNoModelOfSuchAName(String file) {
    project.file(file, "select 1 as a").model("m.good", "select 1 as a");
    List<PlanProblem> problems = refused(Request.of(project));
    assertTold(problems);
    assertThat(problems).anySatisfy(problem -> assertThat(problem.file()).contains(file));
    assertThat(project.warehouse().resolve("tables")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: \"m.x'; DROP TABLE t\"",
        "name: \"m.\\\"x\\\"\"",
        "key: [\"a'); --\"]",
        "order_by: [\"a; DROP TABLE t\"]",
        "profile: \"x'; --\"",
        "tier: \"STABLE'; --\"",
        "columns: { a: { type: \"INTEGER); DROP TABLE t; --\" } }",
        "columns: { a: { accepted_values: [\"1); DROP TABLE t\"] } }",
        "variants: { \"x'; --\": { word: a } }"
      })
  void aHeaderIsRefusedAtItsPlace(String header) {
    project.model("m.t", "/* varve\n" + header + "\n*/\nselect 1::INTEGER as a, $word as b");
    List<PlanProblem> problems = refused(Request.of(project));
    assertTold(problems);
    assertThat(problems)
        .allSatisfy(problem -> assertThat(problem.file()).contains("models/m/t.sql"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"it's", "a;b", "../up", "a/b", "/abs", "de\nv", "$x", "größe", "a\"b", "."})
  void noEnvironmentIsCalledSo(String name) {
    project.model("m.t", "select 1 as a");
    assertThat(refused(Request.of(project).environment(name)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("REQUEST_INVALID"))
        .satisfies(problem -> assertThat(problem.message()).contains("use letters, digits"));
  }

  @Test
  void anEnvironmentWithALongNameIsRefused() {
    project.model("m.t", "select 1 as a");
    assertThat(refused(Request.of(project).environment("e".repeat(5_000))))
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("REQUEST_INVALID"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1); DROP TABLE t", "1'", "1; --", "$word", "1 + 1", ""})
  void aNumberIsANumber(String value) {
    project.model("m.t", "select $number as a");
    assertTold(refused(Request.of(project).parameter("number", value)));
  }

  @Test
  void aParameterIsOneThatIsDeclared() {
    project.model("m.t", "select $number as a");
    assertTold(refused(Request.of(project).parameter("x'; --", "1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ATTACK,
        "it's; \"$word\" $$ /* -- ",
        "a\nb\tc\\",
        "größe 日本 \u0001",
        "${word} {} %s $1 ?",
        "CAST($word AS VARCHAR)"
      })
  void aTextIsThatTextWhereverItIsRead(String value) {
    project
        .model("m.direct", "select $word as a, length($word) as n")
        .model("m.inline", "/* varve\nkind: inline\n*/\nselect $word as a")
        .model("m.reader", "select a from m.inline where a = $word")
        .model("m.list", "select unnest($words) as a")
        .model("m.table", "select a from params.rows")
        .model(
            "m.variant",
            "/* varve\nvariants: { one: { word: "
                + HostileSourcesTest.quoted(value).replace("/*", "\\u002f*")
                + " } }\n*/\nselect $word as a");
    String csv = "a\n\"" + value.replace("\"", "\"\"") + "\"\n";
    Request request =
        Request.of(project)
            .parameter("word", value)
            .parameter("words", ListText.write(List.of(value)))
            .parameter("rows", csv);
    assertThat(build(request).outcome()).isEqualTo("done");
    Snapshot built = Snapshot.of(project, "dev");
    for (String table : List.of("m.reader", "m.list", "m.table", "m.variant_one")) {
      assertThat(built.tables().get(table).rows()).as(table).containsExactly(value);
    }
    assertThat(built.tables().get("m.direct").rows())
        .containsExactly(value + "|" + value.codePointCount(0, value.length()));
  }

  @Test
  void namesOfOutputsAreKeptAndShown() {
    project.model(
        "m.t",
        "/* varve\nkey: [\"it's\"]\ndescription: "
            + HostileSourcesTest.quoted(ATTACK)
            + "\n*/\nselect 1 as \"it's\", 2 as \"a\"\"b\", 3 as \"$x\", 4 as \"größe\", 5 as \"select\"");
    assertThat(build(Request.of(project)).outcome()).isEqualTo("done");
    TableView table = show(project, "m.t");
    assertThat(table.columns())
        .extracting(column -> column.name())
        .containsExactly("it's", "a\"b", "$x", "größe", "select");
    assertThat(table.firstRows())
        .containsExactly(
            List.of(
                Optional.of("1"),
                Optional.of("2"),
                Optional.of("3"),
                Optional.of("4"),
                Optional.of("5")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "a)b", "a\nb", "a,b", "a=b"})
  void outputsThatDeltaCannotHoldAreRefused(String name) {
    project.model("m.t", "select 1 as \"" + name + "\"");
    assertTold(refused(Request.of(project)));
  }
}

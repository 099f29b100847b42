package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody sees who makes a mistake in a model; the caret marks the place that is named. */
class ModelProblemsTest {
  private static final String FILE = "models/marts/m.sql";

  /** A model with one mistake, and what is said about it. */
  record Case(String model, String code, String message, String mend) {
    @Override
    public String toString() {
      return code + ": " + message;
    }
  }

  static Stream<Case> mistakes() {
    return Stream.of(
        new Case(
            "‸", "EMPTY_MODEL", "The model holds no query.", "Write a SELECT, or delete the file."),
        new Case(
            "‸/* varve\ntags: [a]\n*/\n-- select 1\n;",
            "EMPTY_MODEL",
            "The model holds no query.",
            "Write a SELECT, or delete the file."),
        new Case(
            "select 1;\n‸select 2;",
            "SEVERAL_STATEMENTS",
            "A model is one query, and another statement begins here.",
            "Keep one SELECT in the file; what it needs first is a model of its own or a WITH."),
        new Case(
            "select 'it's‸'", "UNTERMINATED_STRING", "This string is not closed.", "Close it."),
        new Case(
            "select ‸\"a from t",
            "UNTERMINATED_IDENTIFIER",
            "This quoted name is not closed.",
            "Close it."),
        new Case(
            "select 1 ‸/* one",
            "UNTERMINATED_COMMENT",
            "This comment is not closed.",
            "Close it with */."),
        new Case(
            "‸/* varve\ndescription: reads data/*.csv\n*/\nselect 1",
            "UNTERMINATED_COMMENT",
            "This comment is not closed.",
            "Close it with */. Comments nest: the /* at models/marts/m.sql:2:24 opens another one,"
                + " which needs its own */."),
        new Case(
            "select * from t where d >= ‸$sinse",
            "UNKNOWN_PARAMETER",
            "The parameter $sinse is not declared.",
            "Did you mean since? Declare it under params in varve.yaml."),
        new Case(
            "select ‸$1",
            "NAMELESS_PARAMETER",
            "The parameter $1 has no name.",
            "Declare one under params in varve.yaml and write $ and its name."),
        new Case(
            "select ‸?",
            "NAMELESS_PARAMETER",
            "The parameter ? has no name.",
            "Declare one under params in varve.yaml and write $ and its name."),
        new Case(
            "select ‸$ since",
            "NAMELESS_PARAMETER",
            "The parameter $ has no name.",
            "Declare one under params in varve.yaml and write $ and its name."),
        new Case(
            "select * from ‸{{ ref('stg_orders') }}",
            "TEMPLATE_SYNTAX",
            "Models are plain SQL, without templates.",
            "Write the table itself: its schema, a dot and stg_orders."),
        new Case(
            "‸{% if x %} select 1",
            "TEMPLATE_SYNTAX",
            "Models are plain SQL, without templates.",
            "Write tables by their names and values as $parameters."),
        new Case(
            "select 1\n‸/* varve\ntags: [a]\n*/",
            "HEADER_NOT_FIRST",
            "This header comes after the query has begun.",
            "Move it to the top of the file, or begin the comment with another word."),
        new Case(
            "/* varve tags: [a] */\n‸/* varve key: [a] */ select 1",
            "DUPLICATE_HEADER",
            "This is a second header.",
            "Keep one comment that begins with the word varve."),
        new Case(
            "/* varve\n‸tag: daily\n*/ select 1",
            "UNKNOWN_KEY",
            "The key tag is not known in a model's header.",
            "Did you mean tags? Known are: name, description, tags, key, order_by, partition_by,"
                + " columns, evolution, tier, profile, kind, variants."),
        new Case(
            "/* varve\n‸materialized: table\n*/ select 1",
            "UNKNOWN_KEY",
            "The key materialized is not known in a model's header.",
            "Leave it out: every model becomes a table."),
        new Case(
            "/* varve\ntags:\n‸\t- daily\n*/ select 1",
            "YAML_TAB",
            "YAML takes no tab here.",
            "Indent with spaces."),
        new Case(
            "/* varve\n ‸* tags: [daily]\n */ select 1",
            "YAML_SYNTAX",
            "A line of YAML cannot begin with a star.",
            "Write the keys without a star before them."),
        new Case(
            "/* varve ‸builds this every day */ select 1",
            "WRONG_TYPE",
            "Here must be keys with values, but it is \"builds this every day\".",
            "Write lines such as key: value."),
        new Case(
            "/* varve\nkind: inline\ntier: ‸FAST\n*/ select 1",
            "INLINE_MODEL",
            "An inline model cannot have tier. A tier is a promise about a table's rows and bytes,"
                + " and this one has no table.",
            "Declare it in the models that read this one, or leave kind: inline out."),
        new Case(
            "/* varve\nkind: inline\ncolumns: { a: { type: INTEGER, ‸not_null: true } }\n*/ select 1",
            "INLINE_MODEL",
            "An inline model cannot have not_null. What values a column has is checked where rows"
                + " are written, and this one has no table.",
            "Declare it in the models that read this one, or leave kind: inline out."),
        new Case(
            "/* varve\ntier: ‸CANONICAL\n*/ select 1",
            "NOT_SUPPORTED",
            "The tier CANONICAL is not supported by this version yet: there is one lane, and no"
                + " order that every other one would keep.",
            "Use STABLE, which gives the same rows in the same order and the same bytes."),
        new Case(
            "/* varve\ncolumns: { a: { ‸tests: [unique] } }\n*/ select 1 as a",
            "UNKNOWN_KEY",
            "The key tests is not known in column a.",
            "Write not_null: true, unique: true or accepted_values: [a, b] in its place."),
        new Case(
            "/* varve\npartition_by: ‸[day]\n*/ select 1",
            "NOT_SUPPORTED",
            "partition_by is not supported by this version yet.",
            "Leave it out."),
        new Case(
            "/* varve\nprofile: ‸memory-tight\n*/ select 1",
            "UNKNOWN_PROFILE",
            "There is no profile memory-tight here.",
            "Did you mean memory_tight? It is one of: dev_debug, memory_tight, prod_fast."),
        new Case(
            "/* varve\nevolution: ‸strickt\n*/ select 1",
            "BAD_VALUE",
            "evolution of a model's header cannot be \"strickt\".",
            "Did you mean STRICT? It is one of: STRICT, ADDITIVE, RELAXED."),
        new Case(
            "/* varve\ntags: [‸\"every day\"]\n*/ select 1",
            "BAD_VALUE",
            "A tag cannot be \"every day\".",
            "Use a word without spaces and without any of , : * +."),
        new Case(
            "/* varve\nkey: [day, ‸Day]\n*/ select 1",
            "BAD_VALUE",
            "key names Day twice.",
            "Name every column once."),
        new Case(
            "/* varve\ncolumns: { a: { ‸nullable: false } }\n*/ select 1",
            "UNKNOWN_KEY",
            "The key nullable is not known in column a.",
            "Did you mean not_null?"),
        new Case(
            "/* varve\ncolumns: { a: ‸STRNG }\n*/ select 1",
            "UNKNOWN_TYPE",
            "\"STRNG\" is not a type.",
            "Did you mean STRING? Write a type such as BIGINT or \"DECIMAL(38,2)\"."),
        new Case(
            "/* varve\ncolumns: { a: INT, ‸A: INT }\n*/ select 1",
            "DUPLICATE_NAME",
            "The columns a and A differ only in case.",
            "Keep one of the two: to the engine they are the same."),
        new Case(
            "/* varve\ncolumns: { a: { accepted_values: ‸[] } }\n*/ select 1 as a",
            "BAD_VALUE",
            "accepted_values of column a names no value.",
            "Write the values, as in accepted_values: [new, paid], or leave it out."),
        new Case(
            "/* varve\ncolumns: { a: { unique: ‸maybe } }\n*/ select 1 as a",
            "WRONG_TYPE",
            "unique of column a is \"maybe\", not true or false.",
            "Write true or false, or leave the key out."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isToldWithItsPlaceAndItsMend(Case mistake) {
    Marked marked = Marked.of(mistake.model());
    assertThat(ProjectText.model(marked.text()).parse().problems())
        .containsExactly(
            Problem.at(marked.in(FILE), mistake.code(), mistake.message(), mistake.mend())
                .ofModel("marts.m"));
  }

  @Test
  void aBrokenModelDoesNotHideTheOthers() {
    ParsedProject parsed =
        ProjectText.smallest().with("models/marts/bad.sql", "select $x, $y").parse();
    assertThat(parsed.project().orElseThrow().models())
        .extracting(ModelFile::name)
        .containsExactly("marts.one");
    assertThat(parsed.broken()).containsExactly(Map.entry("marts.bad", "models/marts/bad.sql"));
    assertThat(parsed.problems())
        .extracting(problem -> problem.place().orElseThrow())
        .containsExactly(
            new Place("models/marts/bad.sql", 1, 8), new Place("models/marts/bad.sql", 1, 12));
  }

  @Test
  void aMistakeInTheConfigurationIsNotBlamedOnModels() {
    String model = "/* varve profile: night */ select $since, $other";
    assertThat(
            ProjectText.model(model)
                .with(
                    "varve.yaml",
                    """
                    project: shop
                    params: { since: { type: DAT }, other: {} }
                    profiles: { night: { threads: none } }
                    """)
                .parse()
                .problems())
        .extracting(problem -> problem.place().orElseThrow().file())
        .containsExactly("varve.yaml", "varve.yaml", "varve.yaml");
    assertThat(ProjectText.model(model).with("varve.yaml", "project: [").parse().problems())
        .extracting(Problem::code)
        .containsExactly("YAML_SYNTAX");
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkDoNotMoveThePlace() {
    assertThat(
            ProjectText.model("\uFEFF/* varve\r\ntags: [a]\r\n*/\r\nselect 'é',\r\n  $no")
                .parse()
                .problems())
        .extracting(problem -> problem.place().orElseThrow())
        .containsExactly(new Place(FILE, 5, 3));
  }

  @Test
  void aNulIsRefusedBecauseTheEngineWouldStopThere() {
    assertThat(ProjectText.model("select 1 \0 from t").parse().problems())
        .containsExactly(
            Problem.at(
                    new Place(FILE, 1, 10),
                    "NUL_CHARACTER",
                    "The file holds a NUL character.",
                    "Remove it: the engine would read no further.")
                .ofModel("marts.m"));
  }

  @Test
  void utf16IsNamed() {
    byte[] utf16 = "select 1".getBytes(StandardCharsets.UTF_16);
    assertThat(ProjectText.model("").with(FILE, utf16).parse().problems())
        .containsExactly(
            Problem.at(
                    new Place(FILE, 1, 1),
                    "NOT_UTF8",
                    "The file is UTF-16, not UTF-8.",
                    "Save it as UTF-8.")
                .ofModel("marts.m"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1;",
        "select 1 ; -- the end",
        "-- licence\n/* more */ /* varve tags: [a] */ select 1",
        "/*varve\ntags: [a]*/select 1",
        "/* varve: \ntags: [a]\n*/ select 1",
        "/* varve */ select 1",
        "/* varved paper */ select 1",
        "select MAP {{'a': 1}: 2}, '{{ ref() }}', '$no', $$ $no ; $$, \"$no;\" /* $no ; */ -- $no",
      })
  void isRight(String model) {
    assertThat(ProjectText.model(model).parse().problems()).isEmpty();
  }
}

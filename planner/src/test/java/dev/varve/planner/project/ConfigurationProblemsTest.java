package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody sees who makes a mistake in {@code varve.yaml}; the caret marks the place that is
 * named.
 */
class ConfigurationProblemsTest {
  /** A {@code varve.yaml} with one mistake, and what is said about it. */
  record Case(String yaml, String code, String message, String mend) {
    @Override
    public String toString() {
      return code + ": " + message;
    }
  }

  static Stream<Case> mistakes() {
    return Stream.of(
        new Case(
            "project: shop\n‸sorces: {}",
            "UNKNOWN_KEY",
            "The key sorces is not known in varve.yaml.",
            "Did you mean sources? Known are: project, warehouse, timezone, sources, params,"
                + " defaults, profiles."),
        new Case(
            "project: shop\n‸vars: {}",
            "UNKNOWN_KEY",
            "The key vars is not known in varve.yaml.",
            "Did you mean params? There a parameter has a type: since: { type: DATE }."),
        new Case(
            "project: shop\n‸project: shop2",
            "DUPLICATE_KEY",
            "The key project stands here a second time.",
            "Keep one of the two; the first is at varve.yaml:1:1."),
        new Case(
            "project: shop\nsources:\n‸\traw.orders: x.parquet",
            "YAML_TAB",
            "YAML takes no tab here.",
            "Indent with spaces."),
        new Case(
            "project: shop\nwarehouse: \"./w\n‸",
            "YAML_SYNTAX",
            "This is not YAML: found unexpected end of stream.",
            "Correct it."),
        new Case(
            "project: shop\nwarehouse: a‸: b",
            "YAML_SYNTAX",
            "This is not YAML: mapping values are not allowed here.",
            "Correct it."),
        new Case(
            "project: shop\nparams: ‸&p { since: *p }",
            "YAML_SYNTAX",
            "This value holds itself by an alias.",
            "Write out what it holds."),
        new Case(
            "‸- project",
            "WRONG_TYPE",
            "Here must be keys with values, but it is a list.",
            "Write lines such as key: value."),
        new Case(
            "project: shop\n‸{{ x }}: 1",
            "WRONG_TYPE",
            "A key must be a word.",
            "Put quotes around a value that begins with a brace or bracket."),
        new Case(
            "‸timezone: UTC",
            "MISSING_KEY",
            "varve.yaml does not say what the project is called.",
            "Write project: and a name."),
        new Case(
            "project: ‸my shop",
            "BAD_VALUE",
            "A project cannot be called \"my shop\".",
            "Begin with a letter and go on with at most 63 letters, digits, _ and -."),
        new Case(
            "project:‸",
            "WRONG_TYPE",
            "project of varve.yaml is nothing, not a text.",
            "Write a text, or leave the key out."),
        new Case(
            "project: ‸[shop]",
            "WRONG_TYPE",
            "project of varve.yaml is a list, not a text.",
            "Write a text, or leave the key out."),
        new Case(
            "project: shop\nsources: ‸[a, b]",
            "WRONG_TYPE",
            "sources of varve.yaml is a list, not a mapping of names to values.",
            "Write a mapping of names to values, or leave the key out."),
        new Case(
            "project: shop\ntimezone: ‸Europe/Berln",
            "BAD_VALUE",
            "There is no time zone Europe/Berln.",
            "Did you mean Europe/Berlin? Write one such as UTC or Europe/Berlin."),
        new Case(
            "project: shop\ntimezone: ‸${env:ZONE}",
            "ENVIRONMENT_NOT_ALLOWED",
            "timezone of varve.yaml cannot come from the environment.",
            "Write the value itself; ${env:NAME} may stand in warehouse, in path and in default."),
        new Case(
            "project: shop\nwarehouse: ‸/data/${env:}",
            "BAD_VALUE",
            "A reference to the environment in warehouse is not closed or has no name.",
            "Write ${env:NAME}."),
        new Case(
            "project: shop\ndefaults: { tier: ‸STABEL }",
            "BAD_VALUE",
            "tier of defaults cannot be \"STABEL\".",
            "Did you mean STABLE? It is one of: FAST, STABLE, CANONICAL."),
        new Case(
            "project: shop\ndefaults: { profile: ‸prod-fast }",
            "UNKNOWN_PROFILE",
            "There is no profile prod-fast here.",
            "Did you mean prod_fast? It is one of: dev_debug, prod_fast, memory_tight."),
        new Case(
            "project: shop\nsources: { ‸information_schema.x: x.parquet }",
            "RESERVED_SCHEMA",
            "The schema information_schema belongs to the engine.",
            "Call the source schema.table, as in raw.orders."),
        new Case(
            "project: shop\nsources: { ‸raw.my-orders: x.parquet }",
            "BAD_NAME",
            "The name raw.my-orders cannot be used: \"my-orders\" is not made of letters, digits"
                + " and underscores alone.",
            "Call the source schema.table, as in raw.orders."),
        new Case(
            "project: shop\nsources: { ‸raw.orders: { format: CSV, columns: { id: INT } } }",
            "MISSING_KEY",
            "The source raw.orders has no path.",
            "Write one such as path: data/orders/*.parquet."),
        new Case(
            "project: shop\nsources: { ‸raw.orders: { path: orders.csv } }",
            "MISSING_KEY",
            "The source raw.orders is CSV and does not declare its columns.",
            "Write them in the order of the file: columns: { id: BIGINT, name: VARCHAR }."),
        new Case(
            "project: shop\ndefaults: { tier: ‸canonical }",
            "NOT_SUPPORTED",
            "The tier CANONICAL is not supported by this version yet: there is one lane, and no"
                + " order that every other one would keep.",
            "Use STABLE, which gives the same rows in the same order and the same bytes."),
        new Case(
            "project: shop\nsources: { raw.orders: { ‸delta: ../lake/orders } }",
            "NOT_SUPPORTED",
            "A Delta table as a source is not supported by this version yet.",
            "Name Parquet, CSV or JSON files with path."),
        new Case(
            "project: shop\nsources: { raw.orders: { path: ‸orders.arrow } }",
            "NOT_SUPPORTED",
            "Arrow as a source is not supported by this version yet.",
            "Name Parquet, CSV or JSON files with path."),
        new Case(
            "project: shop\nsources: { raw.orders: { path: \"x/*\", format: ‸arrow } }",
            "NOT_SUPPORTED",
            "Arrow as a source is not supported by this version yet.",
            "Name Parquet, CSV or JSON files with path."),
        new Case(
            "project: shop\nsources: { raw.orders: { path: ‸s3://lake/orders.parquet } }",
            "NOT_SUPPORTED",
            "A source on a remote store is not supported by this version yet.",
            "Name files on this machine's file systems."),
        new Case(
            "project: shop\nsources: { raw.orders: { path: ‸data/orders } }",
            "UNKNOWN_FORMAT",
            "The ending of data/orders does not tell the format.",
            "Write format: PARQUET, CSV or JSON beside it, or a glob for a folder:"
                + " orders/*.parquet."),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.csv, columns: { id: ‸BIGNIT } } }",
            "UNKNOWN_TYPE",
            "\"BIGNIT\" is not a type.",
            "Did you mean BIGINT? Write a type such as BIGINT or \"DECIMAL(38,2)\"."),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.csv, columns: { id: ‸\"INT); drop\" } } }",
            "UNKNOWN_TYPE",
            "\"INT); drop\" is not a type.",
            "Write a type such as BIGINT or \"DECIMAL(38,2)\"."),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.csv, columns: { id: INT, ‸ID: INT } } }",
            "DUPLICATE_NAME",
            "The columns id and ID differ only in case.",
            "Keep one of the two: to the engine they are the same."),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.csv, columns: { ‸id: { unique: true } } } }",
            "MISSING_KEY",
            "The column id has no type.",
            "Write one such as BIGINT or \"DECIMAL(38,2)\": CSV files say none."),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.csv, columns: { id: INT },"
                + " evolution: ‸strict } }",
            "BAD_VALUE",
            "A CSV source is read with exactly the declared columns.",
            "Leave evolution out."),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.csv, columns: { id: INT }, key: ‸ident } }",
            "UNKNOWN_COLUMN",
            "The key names ident, which is not among the columns.",
            "Declared are: id."),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.csv, columns: { id: INT },"
                + " identity: ‸footer } }",
            "BAD_VALUE",
            "A CSV file has no footer to know it by.",
            "Leave identity out."),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.parquet, options: ‸{ header: true } } }",
            "BAD_VALUE",
            "A Parquet source has no options.",
            "Leave them out."),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.csv, columns: { id: INT },"
                + " options: { ‸sep: \";\" } } }",
            "UNKNOWN_KEY",
            "The key sep is not known in options of source raw.o.",
            "Did you mean delimiter?"),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.csv, columns: { id: INT },"
                + " options: { header: ‸yes } } }",
            "WRONG_TYPE",
            "header of options of source raw.o is \"yes\", not true or false.",
            "Write true or false, or leave the key out."),
        new Case(
            "project: shop\nsources: { raw.o: { path: o.csv, columns: { id: INT },"
                + " options: { quote: ‸\"''\" } } }",
            "BAD_VALUE",
            "quote cannot be \"''\".",
            "Write one character in quotes."),
        new Case(
            "project: shop\nsources: { raw.o: o.parquet, ‸raw.O: o.parquet }",
            "DUPLICATE_NAME",
            "The source raw.O and the source raw.o differ only in case.",
            "Rename this one or the one at varve.yaml:2:12."),
        new Case(
            "project: shop\nparams: { ‸since: { default: 2024-01-01 } }",
            "MISSING_KEY",
            "The parameter since has no type.",
            "Write one such as type: DATE."),
        new Case(
            "project: shop\nparams: { since: { type: ‸DAT } }",
            "UNKNOWN_TYPE",
            "A parameter cannot be of type DAT.",
            "Did you mean DATE? It is one of: BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT,"
                + " HUGEINT, UTINYINT, USMALLINT, UINTEGER, UBIGINT, DECIMAL, DOUBLE, VARCHAR,"
                + " DATE, TIMESTAMP, or a list of one, as in BIGINT[]."),
        new Case(
            "project: shop\nparams: { since: { type: DATE, default: ‸2024-13-01 } }",
            "BAD_VALUE",
            "The default \"2024-13-01\" is not DATE.",
            "Write a date, such as 2024-01-31."),
        new Case(
            "project: shop\nparams: { ‸$since: DATE }",
            "BAD_NAME",
            "A parameter cannot be called \"$since\".",
            "Use letters, digits and underscores, without the $."),
        new Case(
            "project: shop\nparams: { since: DATE, ‸Since: DATE }",
            "DUPLICATE_NAME",
            "The parameters since and Since differ only in case.",
            "Rename one: to the engine they are the same."),
        new Case(
            "project: shop\nprofiles: { ‸prod_fast: { threads: 2 } }",
            "DUPLICATE_NAME",
            "The profile prod_fast is built in and cannot be changed.",
            "Give it another name and write base: prod_fast."),
        new Case(
            "project: shop\nprofiles: { night: { base: ‸prodfast } }",
            "UNKNOWN_PROFILE",
            "There is no profile prodfast here.",
            "Did you mean prod_fast? It is one of: dev_debug, prod_fast, memory_tight."),
        new Case(
            "project: shop\nprofiles: { night: { threads: ‸0 } }",
            "WRONG_TYPE",
            "threads of profile night is \"0\", not a whole number of at least 1.",
            "Write a whole number of at least 1, or leave the key out."),
        new Case(
            "project: shop\nprofiles: { night: { memory_limit: ‸80% } }",
            "BAD_VALUE", "\"80%\" is not a size.", "Write one such as 4GB or 512MiB."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isToldWithItsPlaceAndItsMend(Case mistake) {
    Marked marked = Marked.of(mistake.yaml());
    assertThat(ProjectText.configured(marked.text()).parse().problems())
        .containsExactly(
            Problem.at(marked.in("varve.yaml"), mistake.code(), mistake.message(), mistake.mend()));
  }

  @Test
  void allMistakesAreToldAtOnce() {
    ParsedProject parsed =
        ProjectText.configured(
                """
                project: 7
                tmezone: UTC
                sources:
                  raw.a: { path: a.csv }
                  raw.b: { path: b.parquet, key: [] , formt: CSV }
                params: { n: { type: INTEGER, default: many } }
                """)
            .with("models/marts/two.sql", "select $m")
            .parse();
    assertThat(parsed.project().orElseThrow().sources()).isEmpty();
    assertThat(parsed.brokenSources()).containsOnlyKeys("raw.a", "raw.b");
    assertThat(parsed.faultyAsAWhole()).isTrue();
    assertThat(parsed.problems())
        .extracting(problem -> problem.place().orElseThrow() + " " + problem.code())
        .containsExactly(
            "models/marts/two.sql:1:8 UNKNOWN_PARAMETER",
            "varve.yaml:1:10 BAD_VALUE",
            "varve.yaml:2:1 UNKNOWN_KEY",
            "varve.yaml:4:3 MISSING_KEY",
            "varve.yaml:5:39 UNKNOWN_KEY",
            "varve.yaml:6:40 BAD_VALUE");
  }

  @Test
  void aMissingFileIsTold() {
    assertThat(ProjectText.smallest().without("varve.yaml").parse().problems())
        .containsExactly(
            Problem.of(
                "NO_PROJECT",
                "There is no varve.yaml.",
                "Name the folder of a project, or begin one with varve init."));
  }

  @Test
  void filesThatNobodyReadsAreRefused() {
    assertThat(
            ProjectText.smallest()
                .with("tests/none.sql", "select 1 where false")
                .with("tests/rows.yml", "rows: []")
                .with("tests/README.md", "What is to be tested.")
                .with("functions/tax.yaml", "returns: DOUBLE")
                .with("functions/README.md", "What is to be written.")
                .parse()
                .problems())
        .extracting(Problem::toString)
        .containsExactly(
            "functions/tax.yaml:1:1: NOT_SUPPORTED: Functions are declared in the files that hold"
                + " them. Move what is in it into the headers of the .sql files.",
            "tests/none.sql:1:1: NOT_SUPPORTED: Audits are not run by this version yet. Move the"
                + " file away from tests.",
            "tests/rows.yml:1:1: NOT_SUPPORTED: Audits are not run by this version yet. Move the"
                + " file away from tests.");
  }

  @Test
  void anEmptyFileHasNoName() {
    assertThat(ProjectText.configured("\n").parse().problems())
        .extracting(Problem::code)
        .containsExactly("MISSING_KEY");
  }

  @Test
  void byteOrderMarkAndWindowsLineEndsDoNotMatter() {
    ParsedProject parsed =
        ProjectText.configured("\uFEFFproject: shop\r\ntimezone: UTC\r\nsources:\r\n  x: 1\r\n")
            .parse();
    assertThat(parsed.problems())
        .extracting(problem -> problem.place().orElseThrow().toString())
        .containsExactly("varve.yaml:4:6");
  }

  @Test
  void placesCountCharactersNotSurrogates() {
    assertThat(
            ProjectText.configured("project: shop\n\"😀😀\": 1\nwarehouse: \"😀\" # 😀\nx: 1")
                .parse()
                .problems())
        .extracting(problem -> problem.place().orElseThrow().toString())
        .containsExactly("varve.yaml:2:1", "varve.yaml:4:1");
  }

  @Test
  void aFileThatIsNotUtf8IsToldWhereItStopsBeingSo() {
    byte[] latin = "project: shop\n# Gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(ProjectText.smallest().with("varve.yaml", latin).parse().problems())
        .extracting(Problem::toString)
        .isEqualTo(
            List.of(
                "varve.yaml:2:5: NOT_UTF8: The file is not UTF-8 from here on. Save it as UTF-8."));
  }
}

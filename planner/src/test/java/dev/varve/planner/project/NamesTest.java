package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  private static final String RENAME =
      "Rename the file or folder, or write name: schema.table in the model's header.";

  @ParameterizedTest
  @CsvSource({
    "models/revenue.sql,                 select 1,                             main.revenue",
    "models/marts/revenue.sql,           select 1,                             marts.revenue",
    "models/marts/finance/eu/revenue.sql,select 1,                             marts.revenue",
    "models/marts/Revenue.SQL,           select 1,                             marts.Revenue",
    "models/marts/revenue-v2.sql,        /* varve name: sales.rev */ select 1, sales.rev",
    "models/marts/revenue-v2.sql,        /* varve name: rev */ select 1,       marts.rev",
  })
  void comeFromTheFileUnlessTheHeaderSaysOtherwise(String file, String text, String name) {
    Project project =
        ProjectText.smallest().without("models/marts/one.sql").with(file, text).read();
    assertThat(project.models()).extracting(ModelFile::name).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({
    "models/marts/my-model.sql, BAD_NAME",
    "models/marts/v1.2.sql,     BAD_NAME",
    "models/2024/revenue.sql,   BAD_NAME",
    "models/marts/.sql,         BAD_NAME",
    "models/PG_CATALOG/x.sql,   RESERVED_SCHEMA",
    "models/system/x.sql,       RESERVED_SCHEMA",
    "models/temp/x.sql,         RESERVED_SCHEMA",
  })
  void thatCannotBeUsedAreRefused(String file, String code) {
    assertThat(ProjectText.smallest().with(file, "select 1").parse().problems())
        .extracting(Problem::place, Problem::code, Problem::mend)
        .containsExactly(tuple(Optional.of(Place.startOf(file)), code, RENAME));
  }

  @Test
  void inAHeaderAreRefusedAtTheirPlace() {
    assertThat(
            ProjectText.smallest()
                .with("models/a/b.sql", "/* varve\nname: a.b.c\n*/ select 1")
                .parse()
                .problems())
        .containsExactly(
            Problem.at(
                    new Place("models/a/b.sql", 2, 7),
                    "BAD_NAME",
                    "The name a.b.c cannot be used: \"b.c\" is not made of letters, digits and"
                        + " underscores alone.",
                    "Write name: schema.table in letters, digits and underscores.")
                .ofModel("a.b.c"));
  }

  @Test
  void longerThanAFileSystemLikesAreRefused() {
    assertThat(
            ProjectText.smallest()
                .with("models/a/" + "b".repeat(129) + ".sql", "select 1")
                .parse()
                .problems())
        .extracting(Problem::code)
        .containsExactly("BAD_NAME");
  }

  @Test
  void usedTwiceAreRefusedAndNeitherModelIsPlanned() {
    ParsedProject parsed =
        ProjectText.smallest().with("models/marts/old/one.sql", "select 2").parse();
    assertThat(parsed.problems())
        .containsExactly(
            Problem.at(
                    Place.startOf("models/marts/one.sql"),
                    "DUPLICATE_NAME",
                    "There is already a model marts.one.",
                    "Rename this one or the one at models/marts/old/one.sql:1:1.")
                .ofModel("marts.one"));
    assertThat(parsed.project().orElseThrow().models()).isEmpty();
  }

  @Test
  void ofModelsAndSourcesShareOneSpace() {
    ParsedProject parsed =
        ProjectText.configured("project: shop\nsources:\n  marts.ONE: one.parquet\n").parse();
    assertThat(parsed.problems())
        .containsExactly(
            Problem.at(
                    Place.startOf("models/marts/one.sql"),
                    "DUPLICATE_NAME",
                    "The model marts.one and the source marts.ONE differ only in case.",
                    "Rename this one or the one at varve.yaml:3:3.")
                .ofModel("marts.one"));
    assertThat(parsed.broken()).containsOnlyKeys("marts.one");
  }

  @Test
  void ofSchemasAreWrittenInOneWay() {
    assertThat(
            ProjectText.smallest()
                .with("models/Marts/a.sql", "select 1")
                .with("models/Marts/b.sql", "select 1")
                .parse()
                .problems())
        .containsExactly(
            Problem.at(
                Place.startOf("models/marts/one.sql"),
                "SCHEMAS_DIFFER_IN_CASE",
                "The schema marts is written Marts elsewhere.",
                "Write it in one way; the other is at models/Marts/a.sql:1:1."));
  }

  @Test
  void anEmptyModelsFolderIsTold() {
    assertThat(ProjectText.smallest().without("models/marts/one.sql").parse().problems())
        .containsExactly(
            Problem.at(
                Place.startOf("varve.yaml"),
                "NO_MODELS",
                "The project has no model: the folder models beside this file holds no .sql file.",
                "Write one, such as models/marts/revenue.sql."));
  }
}

package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariantsTest {
  private static final String CONFIGURATION =
      """
      project: shop
      params:
        region: VARCHAR
        ids: "BIGINT[]"
        since: { type: DATE, default: 2024-01-01 }
      """;

  private static ParsedProject parse(String header, String query) {
    return ProjectText.configured(CONFIGURATION)
        .with("models/marts/revenue.sql", "/* varve\n" + header + "\n*/\n" + query)
        .with("models/marts/other.sql", "select 1 as one")
        .parse();
  }

  @Test
  void eachIsAModelWithItsOwnValuesInTheQuery() {
    ParsedProject parsed =
        parse(
            "variants: { eu: { region: EU, ids: [1, 2] }, us: { region: it's, ids: 3 } }",
            "select $region as r, $since as s where list_contains($ids, 1)");
    assertThat(parsed.problems()).isEmpty();
    Project project = parsed.project().orElseThrow();
    List<ModelFile> variants =
        project.models().stream().filter(model -> model.variant().isPresent()).toList();
    assertThat(variants)
        .extracting(model -> model.name() + " " + model.file() + " " + model.variant().orElse(""))
        .containsExactly(
            "marts.revenue_eu models/marts/revenue.sql eu",
            "marts.revenue_us models/marts/revenue.sql us");
    assertThat(variants)
        .extracting(model -> model.sql().text())
        .containsExactly(
            "select CAST('EU' AS VARCHAR) as r, CAST($since AS DATE) as s where list_contains("
                + "CAST([CAST('1' AS BIGINT), CAST('2' AS BIGINT)] AS BIGINT[]), 1)",
            "select CAST('it''s' AS VARCHAR) as r, CAST($since AS DATE) as s where list_contains("
                + "CAST([CAST('3' AS BIGINT)] AS BIGINT[]), 1)");
    assertThat(variants.get(1).sql().parameters()).containsExactly("since");
    assertThat(project.parametersRead()).containsExactly("since");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ eu: { regio: EU } }                 | UNKNOWN_PARAMETER | Did you mean region?",
        "{ eu: { since: 2024-01-01 } }         | BAD_VALUE         | Leave it out",
        "{ eu: { region: EU, ids: [1, two] } } | BAD_ARGUMENT      | 64 bits",
        "{ e-u: { region: EU } }               | BAD_NAME          | letters",
        "{ eu: { region: EU }, EU: { region: US } } | DUPLICATE_NAME | Rename one",
        "{ eu: { } }                           | BAD_VALUE         | Write one such as eu",
        "{ }                                   | BAD_VALUE         | variants: {",
      })
  void aMistakeIsToldWithItsMend(String variants, String code, String mend) {
    ParsedProject parsed =
        parse("variants: " + variants, "select $region as r where list_contains($ids, 1)");
    assertThat(parsed.problems()).extracting(Problem::code).containsOnly(code);
    assertThat(parsed.problems()).extracting(Problem::mend).anyMatch(m -> m.contains(mend));
    assertThat(parsed.problems()).allMatch(p -> p.place().isPresent() && p.model().isPresent());
  }

  @Test
  void aNameThatIsTakenIsRefused() {
    ParsedProject parsed =
        ProjectText.configured(CONFIGURATION)
            .with(
                "models/marts/a.sql", "/* varve\nvariants: { b: { region: x } }\n*/ select $region")
            .with("models/marts/a_b.sql", "select 1 as one")
            .parse();
    assertThat(parsed.problems()).extracting(Problem::code).containsExactly("DUPLICATE_NAME");
  }
}

package dev.varve.planner.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.varve.planner.InputException;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.parameter.Arguments;
import dev.varve.planner.project.parameter.ParameterDeclaration;
import dev.varve.planner.project.parameter.TypedLiteral;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private final Map<String, ParameterDeclaration> declared =
      ProjectText.configured(
              """
              project: shop
              params:
                since: { type: DATE, default: 2024-01-01 }
                region: VARCHAR
                most: { type: INTEGER, default: "${env:MOST}" }
              """)
          .read()
          .parameters();

  private static Optional<String> environment(String name) {
    return name.equals("MOST") ? Optional.of("7") : Optional.empty();
  }

  @Test
  void argumentsComeBeforeDefaults() {
    Arguments arguments =
        Arguments.of(
            declared,
            declared.keySet(),
            Map.of("since", "2025-06-30", "region", "it's"),
            ArgumentsTest::environment);
    assertThat(arguments.values().values())
        .extracting(TypedLiteral::sql)
        .containsExactly(
            "CAST('7' AS INTEGER)", "CAST('it''s' AS VARCHAR)", "CAST('2025-06-30' AS DATE)");
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    InputException e =
        catchThrowableOfType(
            InputException.class,
            () ->
                Arguments.of(
                    declared,
                    declared.keySet(),
                    Map.of("since", "yesterday", "regoin", "EU"),
                    name -> Optional.empty()));
    assertThat(e.problems())
        .containsExactly(
            Problem.of(
                "UNKNOWN_PARAMETER",
                "The project has no parameter regoin.",
                "Did you mean region? Declared are: since, region, most."),
            Problem.at(
                new Place("varve.yaml", 3, 3),
                "BAD_ARGUMENT",
                "--param since=yesterday is not DATE.",
                "Give a date, such as 2024-01-31."),
            Problem.at(
                new Place("varve.yaml", 4, 3),
                "PARAMETER_MISSING",
                "The parameter region has no value.",
                "Give one as --param region=… (VARCHAR), or a default here."),
            Problem.at(
                new Place("varve.yaml", 5, 35),
                "VARIABLE_NOT_SET",
                "The environment variable MOST is not set.",
                "Set it where the build runs, or write the value here."));
  }

  @Test
  void aDefaultFromTheEnvironmentIsNotShownWhenItIsWrong() {
    InputException e =
        catchThrowableOfType(
            InputException.class,
            () ->
                Arguments.of(
                    declared,
                    declared.keySet(),
                    Map.of("region", ""),
                    name -> Optional.of("hunter2")));
    assertThat(e).hasMessageContaining("${env:MOST}").hasMessageNotContaining("hunter2");
  }

  @Test
  void whatNoModelNamesNeedsNoValue() {
    Arguments arguments =
        Arguments.of(declared, Set.of("since"), Map.of(), ArgumentsTest::environment);
    assertThat(arguments.values().keySet()).containsExactly("most", "since");
  }

  @Test
  void aDefaultThatIsAListIsReadElementByElement() {
    String list = "project: shop\nparams: { ids: { type: \"BIGINT[]\", default: [1, two] } }\n";
    assertThat(ProjectText.configured(list).parse().problems())
        .containsExactly(
            Problem.at(
                new Place("varve.yaml", 2, 45),
                "BAD_VALUE",
                "The default \"[\"1\",\"two\"]\" is not BIGINT[].",
                "Write values such as 1,2 or a JSON array, each a whole number of 64 bits, such as"
                    + " 42."));
  }
}

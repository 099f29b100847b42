package dev.varve.planner.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.build.Ingredient.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyDifferenceTest {
  private final KeyDifference difference = new KeyDifference(source -> "has 1 new file");

  static Stream<Arguments> cases() {
    return Stream.of(
        of(Kind.ENGINE, "lane", "ENGINE_CHANGED", "the engine or the version of Varve changed"),
        of(Kind.SETTING, "timezone", "SETTING_CHANGED", "the project's setting timezone changed"),
        of(Kind.QUERY, "plan", "QUERY_CHANGED", "the query changed"),
        of(Kind.OUTPUT, "day", "OUTPUT_CHANGED", "the output's names or types changed: day"),
        of(Kind.CONTRACT, "key", "CONTRACT_CHANGED", "the contract changed: key"),
        of(Kind.ORDER, "order by", "ORDER_CHANGED", "the tier or the order of the rows changed"),
        of(Kind.PARAMETER, "since", "PARAMETER_CHANGED", "parameter since is new, was old"),
        of(Kind.CLOCK, "DATE", "CLOCK_CHANGED", "the clock moved on"),
        of(
            Kind.READER,
            "raw.orders",
            "READER_CHANGED",
            "the way source raw.orders is read changed"),
        of(Kind.SOURCE, "raw.orders", "SOURCE_CHANGED", "source raw.orders has 1 new file"),
        of(
            Kind.COLUMN,
            "staging.orders.amount",
            "INPUT_CHANGED",
            "in staging.orders changed amount"),
        of(Kind.COLUMN, "staging.orders.*", "INPUT_CHANGED", "what staging.orders holds changed"),
        of(Kind.IDENTITY, "staging.orders", "INPUT_CHANGED", "what staging.orders holds changed"),
        of(Kind.ROWS, "staging.orders", "INPUT_CHANGED", "what staging.orders holds changed"),
        of(Kind.VOLATILE, "build", "VOLATILE", "the result differs from run to run"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void namesWhatDiffered(Kind kind, String name, String code, String message) {
    Ingredient same = new Ingredient(Kind.SETTING, "same", "same");

    Reason reason =
        difference.between(
            List.of(same, new Ingredient(kind, name, "old")),
            List.of(same, new Ingredient(kind, name, "new")));

    assertThat(reason.code().name()).isEqualTo(code);
    assertThat(reason.message()).isEqualTo(message);
    assertThat(reason.changed()).containsExactly(name);
  }

  @Test
  void everyKindHasACase() {
    assertThat(cases().map(c -> c.get()[0])).contains((Object[]) Kind.values());
  }

  @Test
  void tellsAllThatDifferedAndTakesTheCodeOfTheFirst() {
    Reason reason =
        difference.between(
            List.of(
                new Ingredient(Kind.QUERY, "plan", "1"),
                new Ingredient(Kind.SOURCE, "raw.orders", "1")),
            List.of(
                new Ingredient(Kind.QUERY, "plan", "2"),
                new Ingredient(Kind.SOURCE, "raw.orders", "2")));

    assertThat(reason.code()).isEqualTo(ReasonCode.QUERY_CHANGED);
    assertThat(reason.message()).isEqualTo("the query changed; source raw.orders has 1 new file");
    assertThat(reason.changed()).containsExactly("plan", "raw.orders");
  }

  @Test
  void tellsAParameterThatIsReadNoMore() {
    Reason reason =
        difference.between(List.of(new Ingredient(Kind.PARAMETER, "since", "1")), List.of());

    assertThat(reason.message()).isEqualTo("parameter since is read no more");
  }

  @Test
  void tellsColumnsThatOnlyChangedPlaces() {
    Ingredient a = new Ingredient(Kind.OUTPUT, "a", "\"long\"");
    Ingredient b = new Ingredient(Kind.OUTPUT, "b", "\"long\"");

    assertThat(difference.between(List.of(a, b), List.of(b, a)).message())
        .isEqualTo("the order of the output columns changed");
  }

  private static Arguments of(Kind kind, String name, String code, String message) {
    return Arguments.of(kind, name, code, message);
  }
}

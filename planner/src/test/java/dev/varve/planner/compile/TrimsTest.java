package dev.varve.planner.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.planner.compile.Trims.Trimmed;
import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.testing.ModelProject.MapCache;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrimsTest {
  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "select a, b from s.t | select a, b + 1 as b from s.t",
        "select a, b from s.t | select b, a from s.t",
        "select a, b from s.t | select a, b from s.t order by b",
        "select a, b from s.t | select a, b, c from s.t",
        "select a, first(d) over () as b from s.t | select a, 2 as b from s.t",
        "select a, b from s.t | select a, avg(d) over () as b from s.t",
        "select a, sum(b) as b from s.t group by a | select a, max(d) as b from s.t group by a",
        "select a, b from s.t where c > 1 | select a, b + c as b from s.t where c > 1"
      })
  void whatIsNotReadDoesNotCount(String one, String other) {
    assertThat(trimmed(one, "a")).isPresent().isEqualTo(trimmed(other, "a"));
  }

  @ParameterizedTest(name = "{0} <> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "select a, b from s.t | select a + 1 as a, b from s.t",
        "select a, b from s.t | select a, b from s.t where b > 1",
        "select a, b from s.t | select distinct a, b from s.t",
        "select a, b from s.t | select a, unnest([b, c]) as b from s.t",
        "select a, b from s.t | select t.a, t.b from s.t join s.t as u on t.b = u.b",
        "select a, sum(b) as b from s.t group by a | select a, sum(b) as b from s.t group by a, c",
        "select a, b from s.t order by a, b limit 1 | select a, b from s.t order by b, a limit 1"
      })
  void filtersKeysGroupingDistinctAndLimitsCountAsRead(String one, String other) {
    assertThat(trimmed(one, "a")).isPresent();
    assertThat(trimmed(other, "a")).isNotEqualTo(trimmed(one, "a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select random() as a, b from s.t",
        "select a, b from s.t limit 1",
        "select sum(d) as a, b from s.t group by b",
        "select row_number() over (order by b) * c as a, c from s.t",
        "select a, b from s.t where random() > 0.5",
        "select a, random() as b from s.t"
      })
  void whatIsNotDeterminedHasNoTrimmedQuery(String query) {
    assertThat(trimmed(query, "a")).isEmpty();
  }

  @Test
  void aReaderOfNoColumnReadsTheNumberOfRows() {
    Optional<Trimmed> rows = trimmed("select a, b from s.t where c > 1");

    assertThat(rows).isPresent().isEqualTo(trimmed("select b * 2 as x from s.t where c > 1"));
    assertThat(rows).isNotEqualTo(trimmed("select a, b from s.t where c > 2"));
  }

  @Test
  void whatIsReadOfTheInputsIsWhatStillCounts() {
    Trimmed query = trimmed("select a, b from s.t where c > 1", "a").orElseThrow();

    assertThat(query.inputs()).containsExactly(new InputUse("s.t", true, List.of("c", "a"), false));
  }

  @Test
  void twoColumnsOfOneRowAreNotTwoColumns() {
    String oneRow = "select x.a, x.b from s.t as x, s.t as y";
    String twoRows = "select x.a, y.b from s.t as x, s.t as y";

    assertThat(trimmed(oneRow, "a", "b")).isNotEqualTo(trimmed(twoRows, "a", "b"));
  }

  @Test
  void whatWasFoundIsRemembered() {
    MapCache cache = new MapCache();
    ModelProject project = project("select a, b from s.t");
    Trims first = project.compile(cache).trims();
    Optional<Trimmed> found = first.of("m.m", List.of("a"));
    first.keep();
    int saves = cache.saves();

    Trims second = project.compile(cache).trims();

    assertThat(second.of("m.m", List.of("a"))).isEqualTo(found);
    second.keep();
    assertThat(cache.saves()).isEqualTo(saves);
  }

  @Test
  void whatIsNotRememberedIsBoundOnceMore() {
    MapCache cache = new MapCache();
    ModelProject project = project("select a, b from s.t");
    Optional<Trimmed> fresh = project.compile(cache).trims().of("m.m", List.of("b"));

    assertThat(project.compile(cache).trims().of("m.m", List.of("b"))).isPresent().isEqualTo(fresh);
  }

  @Test
  void aColumnThatIsNotThereIsAMistakeOfTheCaller() {
    Trims trims = project("select a from s.t").compile().trims();

    assertThatThrownBy(() -> trims.of("m.m", List.of("z")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("m.m has no column z");
  }

  private static Optional<Trimmed> trimmed(String query, String... columns) {
    return project(query).compile().trims().of("m.m", List.of(columns));
  }

  private static ModelProject project(String query) {
    return new ModelProject()
        .source("s.t", "a INTEGER, b INTEGER, c INTEGER, d DOUBLE")
        .model("m.m", query);
  }
}

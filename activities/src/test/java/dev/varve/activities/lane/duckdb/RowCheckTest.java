package dev.varve.activities.lane.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.ColumnRule;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.TableRules;
import dev.varve.activities.lane.TypedLiteral;
import dev.varve.activities.lane.Violation;
import dev.varve.activities.lane.Violation.Rule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowCheckTest {
  @TempDir static Path folder;
  private static Workbench bench;
  private static DuckDbLanes lanes;

  @BeforeAll
  static void open() {
    bench = new Workbench(folder);
    lanes = bench.lanes(2);
  }

  @AfterAll
  static void close() {
    lanes.close();
    bench.close();
  }

  private static TableRules rules(List<ColumnRule> columns, String... key) {
    return new TableRules(columns, List.of(key), List.of("a", "d"));
  }

  private static ColumnRule notNull(String column) {
    return new ColumnRule(column, true, false, List.of());
  }

  private static TableRules key(String... columns) {
    return rules(List.of(), columns);
  }

  private static RowCheck check(TableRules rules, Path... files) {
    return lanes.check(List.of(files), rules, LaneObserver.NONE);
  }

  @Test
  void everyBrokenRuleIsToldWithAnExample() {
    Path first =
        bench.parquet("SELECT i AS a, nullif(i, 2) AS \"b c\", 'x' AS d FROM range(4) r(i)", "");
    Path second =
        bench.parquet("SELECT i AS a, NULL::bigint AS \"b c\", 'y' AS d FROM range(2, 5) r(i)", "");
    TableRules rules =
        rules(
            List.of(
                notNull("b c"),
                notNull("a"),
                new ColumnRule("a", false, true, List.of()),
                new ColumnRule("d", true, false, List.of(TypedLiteral.of("VARCHAR", "x")))),
            "a");

    assertThat(check(rules, first, second))
        .isEqualTo(
            new RowCheck(
                7,
                List.of(
                    new Violation(Rule.NOT_NULL, List.of("b c"), 4, "a = 2, d = x"),
                    new Violation(Rule.UNIQUE, List.of("a"), 2, "a = 2"),
                    new Violation(Rule.ACCEPTED_VALUES, List.of("d"), 3, "d = y, a = 2"),
                    new Violation(Rule.KEY, List.of("a"), 2, "a = 2"))));
  }

  @Test
  void nullsInAKeyAreEqualAndUniqueDoesWithoutThem() {
    Path file = bench.parquet("SELECT NULL::int AS a FROM range(3)", "");
    TableRules unique = rules(List.of(new ColumnRule("a", false, true, List.of())));

    assertThat(check(key("a"), file).violations())
        .containsExactly(new Violation(Rule.KEY, List.of("a"), 1, "a = NULL"));
    assertThat(check(unique, file).violations()).isEmpty();
  }

  /** Each value is of the column's type, and NULL is no value. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VARCHAR       | chr(97)            | a,b                 | 0",
        "VARCHAR       | chr(65)            | a,b                 | 1",
        "VARCHAR       | NULL               | a                   | 0",
        "INTEGER       | 3                  | 1,2                 | 1",
        "BOOLEAN       | false              | true                | 1",
        "DECIMAL(5,2)  | 1.5                | 1.50                | 0",
        "DOUBLE        | 'nan'::DOUBLE      | 1.0                 | 1",
        "DOUBLE        | -0.0::DOUBLE       | 0.0                 | 0",
        "DATE          | DATE '2026-01-01'  | 2026-01-01          | 0",
        "TIMESTAMP     | TIMESTAMP '2026-01-01 00:00:01' | 2026-01-01 00:00:00.000000 | 1",
      })
  void aValueThatIsNotAcceptedIsCounted(String type, String value, String accepted, long count) {
    Path file = bench.parquet("SELECT " + value + " ::" + type + " AS a, 1 AS d", "");
    List<TypedLiteral> values =
        Arrays.stream(accepted.split(",")).map(text -> TypedLiteral.of(type, text)).toList();
    TableRules rules = rules(List.of(new ColumnRule("a", false, false, values)));

    assertThat(check(rules, file).violations().stream().mapToLong(Violation::count).sum())
        .isEqualTo(count);
  }

  /** Keys in ascending order are not counted, so what is nearly in order is looked at here. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT unnest([1, 2, 3]) AS a, 1 AS b                     | 0",
        "SELECT unnest([3, 2, 1]) AS a, 1 AS b                     | 0",
        "SELECT unnest([1, 1, 2]) AS a, unnest([1, 2, 1]) AS b     | 0",
        "SELECT unnest([1, 1, 2]) AS a, unnest([2, 2, 1]) AS b     | 1",
        "SELECT unnest([1, 2, 1]) AS a, unnest([1, 1, 1]) AS b     | 1",
        "SELECT unnest([1, 2, 2]) AS a, NULL::INTEGER AS b         | 1",
        "SELECT unnest([1, 2, NULL, NULL]) AS a, 1 AS b            | 1",
        "SELECT unnest([-0.0::DOUBLE, 0.0]) AS a, 1 AS b           | 1",
        "SELECT unnest(['nan'::DOUBLE, 'nan']) AS a, 1 AS b        | 1",
        "SELECT unnest(['a', 'A', 'b']) AS a, 1 AS b               | 0",
        "SELECT i // 2 AS a, i % 2 AS b FROM range(300000) r(i)    | 0",
        "SELECT i // 3 AS a, i % 2 AS b FROM range(300000) r(i)    | 100000",
      })
  void aKeyIsCountedWhereOrderDoesNotProveIt(String query, long duplicates) {
    Path file = bench.parquet(query, "");

    assertThat(check(key("a", "b"), file).violations().stream().mapToLong(Violation::count).sum())
        .isEqualTo(duplicates);
  }

  @Test
  void keysMayBeEqualInTwoFiles() {
    Path file = bench.parquet("SELECT i AS n FROM range(3) r(i)", "");

    assertThat(check(key("n"), file, file).violations())
        .containsExactly(new Violation(Rule.KEY, List.of("n"), 3, "n = 0"));
  }

  @Test
  void findsNothingWhereAllIsWell() {
    Path file = bench.parquet("SELECT i AS a FROM range(3) r(i)", "");

    assertThat(check(rules(List.of(notNull("a")), "a"), file))
        .isEqualTo(new RowCheck(3, List.of()));
    assertThat(check(key(), file).rows()).isEqualTo(3);
  }

  @Test
  void aPreviewHasTheFirstRowsAsTextAndTheCountOfAll() {
    Path first = bench.parquet("SELECT i AS a, {x: [i]} AS \"b c\" FROM range(2) r(i)", "");
    Path second = bench.parquet("SELECT i AS a, NULL AS \"b c\" FROM range(5, 9) r(i)", "");

    Preview preview = lanes.preview(List.of(first), List.of(), 5, LaneObserver.NONE);

    assertThat(preview)
        .isEqualTo(
            new Preview(
                List.of(new Column("a", "BIGINT"), new Column("b c", "STRUCT(x BIGINT[])")),
                List.of(
                    List.of(Optional.of("0"), Optional.of("{'x': [0]}")),
                    List.of(Optional.of("1"), Optional.of("{'x': [1]}"))),
                2));
    Preview limited = lanes.preview(List.of(second), List.of(), 1, LaneObserver.NONE);
    assertThat(limited.rows()).containsExactly(List.of(Optional.of("5"), Optional.empty()));
    assertThat(limited.rowCount()).isEqualTo(4);
    assertThat(lanes.preview(List.of(first), List.of("b c"), 1, LaneObserver.NONE).rows())
        .containsExactly(List.of(Optional.of("{'x': [0]}")));
  }

  @Test
  void aPreviewOfNoFilesIsAnError() {
    assertThatThrownBy(() -> lanes.preview(List.of(), List.of(), 5, LaneObserver.NONE))
        .isInstanceOf(LaneException.class);
  }
}

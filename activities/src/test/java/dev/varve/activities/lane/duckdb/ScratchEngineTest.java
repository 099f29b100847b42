package dev.varve.activities.lane.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.varve.activities.lane.duckdb.ScratchEngine.Answer;
import dev.varve.activities.lane.duckdb.ScratchEngine.Space;
import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchEngineTest {
  private final ScratchEngine engine = ScratchEngine.open("UTC", 1, 64L << 20);
  private final Space space = engine.space("one", Instant.parse("2026-11-21T10:00:00Z"), List.of());

  @AfterEach
  void close() {
    space.close();
    engine.close();
  }

  private Answer ask(String sql) {
    return ask(space, sql);
  }

  private static Answer ask(Space space, String sql) {
    Sql query = Sql.query(space.query(sql).orElseThrow());
    return space.ask(
        ServiceStatement.of("FROM ({})", query), Map.of(), 1000, Duration.ofSeconds(1));
  }

  private static List<AdminStatement> table(long value) {
    return List.of(AdminStatement.of("CREATE TABLE t AS SELECT {} AS a", Sql.number(value)));
  }

  private static Answer one(String value) {
    return new Answer.Rows(List.of(List.of(Optional.of(value))));
  }

  @Test
  void readsAndWritesNothingButItsMemory(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "a\n1\n");

    assertThat(ask("SELECT * FROM read_csv('" + file + "')")).isNotInstanceOf(Answer.Rows.class);
    Sql fresh = Sql.text(folder.resolve("b.csv").toString());
    assertThat(space.query("COPY (SELECT 1) TO " + fresh)).isEmpty();
    assertThat(space.query("SELECT 1; SET threads = 4")).isEmpty();
    assertThat(space.fill(List.of(AdminStatement.of("COPY (SELECT 1) TO {}", fresh)))).isPresent();
    assertThat(space.fill(List.of(AdminStatement.of("SET threads = 4")))).isPresent();
    assertThat(folder.resolve("b.csv")).doesNotExist();
  }

  @Test
  void hasTheClockAndTheSpacesOfEachSide() {
    try (Space other = engine.space("two", Instant.parse("2020-01-01T00:00:00Z"), List.of())) {
      assertThat(space.fill(table(1))).isEmpty();
      assertThat(other.fill(table(2))).isEmpty();

      assertThat(ask("SELECT a FROM t")).isEqualTo(one("1"));
      assertThat(ask(other, "SELECT a FROM t")).isEqualTo(one("2"));
      assertThat(ask("SELECT current_date")).isEqualTo(one("2026-11-21"));
      assertThat(ask(other, "SELECT current_date")).isEqualTo(one("2020-01-01"));
    }
  }

  @Test
  void tellsItsOwnLimitsFromErrorsOfTheQuery() {
    assertThat(ask("SELECT CAST('x' AS INTEGER)"))
        .asInstanceOf(type(Answer.Failed.class))
        .extracting(Answer.Failed::kind)
        .isEqualTo("Conversion");
    assertThat(ask("SELECT * FROM range(1001)"))
        .asInstanceOf(type(Answer.Stopped.class))
        .extracting(Answer.Stopped::reason)
        .isEqualTo(Answer.Reason.ROWS);
    assertThat(
            ask("SELECT count(DISTINCT (a.range, b.range)) FROM range(1000000000) a, range(9) b"))
        .asInstanceOf(type(Answer.Stopped.class))
        .extracting(Answer.Stopped::reason)
        .isIn(Answer.Reason.MEMORY, Answer.Reason.TIME);
    assertThat(ask("SELECT no_such_column"))
        .asInstanceOf(type(Answer.Stopped.class))
        .extracting(Answer.Stopped::reason)
        .isEqualTo(Answer.Reason.ENGINE);
    assertThat(ask("SELECT 1")).isEqualTo(one("1"));
  }
}

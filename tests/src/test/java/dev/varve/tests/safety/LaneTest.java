package dev.varve.tests.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.InputTable;
import dev.varve.activities.lane.LaneException;
import dev.varve.activities.lane.LaneObserver;
import dev.varve.activities.lane.LaneSettings;
import dev.varve.activities.lane.ProjectedColumn;
import dev.varve.activities.lane.StepFunction;
import dev.varve.activities.lane.StepQuery;
import dev.varve.activities.lane.duckdb.DuckDbLanes;
import dev.varve.tests.safety.HostileTexts.HostileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text does that nobody judged: the engine's instance is locked, and runs queries only. */
@Timeout(300)
class LaneTest {
  private static final String CANARY = "a\n1\n";

  /** All settings but those of the namespace, which each failure takes along. */
  private static final String SETTINGS =
      "select string_agg(name || '=' || coalesce(value, 'null'), chr(10) order by name) as a"
          + " from duckdb_settings() where name not in ('search_path', 'schema')";

  @TempDir Path folder;
  @TempDir Path elsewhere;
  private Path allowed;
  private Path inside;
  private Path outside;
  private Path fresh;
  private Path output;
  private DuckDbLanes lanes;
  private List<InputTable> inputs;

  @BeforeEach
  void open() throws IOException {
    allowed = folder.toRealPath();
    inside = Files.writeString(allowed.resolve("inside.csv"), CANARY);
    outside = Files.writeString(elsewhere.toRealPath().resolve("outside.csv"), CANARY);
    fresh = allowed.resolve("fresh");
    output = allowed.resolve("out.parquet");
    lanes = lanes(0, 0);
    Path table = allowed.resolve("t.parquet");
    lanes.run(step("select 1::INTEGER as a", List.of()), table, LaneObserver.NONE);
    inputs =
        List.of(
            InputTable.parquet("raw", "t", List.of(new Column("a", "INTEGER")), List.of(table)));
  }

  private DuckDbLanes lanes(long memory, long spill) {
    LaneSettings of = LaneSettings.of(allowed.resolve("spill"), List.of(allowed), "UTC");
    return new DuckDbLanes(
        new LaneSettings(
            1,
            memory,
            spill,
            of.spillFolder(),
            of.allowedFolders(),
            of.timezone(),
            of.rowGroupRows(),
            true,
            false));
  }

  @AfterEach
  void close() {
    lanes.close();
  }

  private StepQuery step(String sql, List<StepFunction> functions) {
    return new StepQuery(
        "m.m",
        sql,
        inputs == null ? List.of() : inputs,
        functions,
        List.of(ProjectedColumn.of("a")),
        List.of(),
        false,
        Map.of(),
        Instant.EPOCH,
        true,
        Map.of());
  }

  private String settings() {
    lanes.run(step(SETTINGS, List.of()), output, LaneObserver.NONE);
    return lanes
        .preview(List.of(output), List.of("a"), 1, LaneObserver.NONE)
        .rows()
        .get(0)
        .get(0)
        .orElseThrow();
  }

  private Optional<LaneException> run(StepQuery query) {
    try {
      lanes.run(query, output, LaneObserver.NONE);
      return Optional.empty();
    } catch (LaneException e) {
      return Optional.of(e);
    }
  }

  /** Nothing but what the step wrote is there, and nothing is other than it was. */
  private void unharmed(String text) throws IOException {
    assertThat(inside).as(text).hasContent(CANARY);
    assertThat(outside).as(text).hasContent(CANARY);
    try (Stream<Path> files = Files.list(allowed)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as(text)
          .isSubsetOf("inside.csv", "t.parquet", "spill", "out.parquet");
    }
    try (Stream<Path> files = Files.list(elsewhere)) {
      assertThat(files).as(text).hasSize(1);
    }
  }

  @Test
  void aHostileTextIsRefusedOrDoesNoHarm() throws IOException {
    String before = settings();
    for (HostileText hostile : HostileTexts.all()) {
      run(step(hostile.at(inside, outside, fresh), List.of()));
      unharmed(hostile.text());
    }
    assertThat(settings()).isEqualTo(before);
    assertThat(run(step("select a from raw.t", List.of()))).isEmpty();
  }

  @Test
  void aTextCannotCloseTheStatementAroundItAndBeginAnother() throws IOException {
    for (HostileText hostile : HostileTexts.all()) {
      // Such a text fits the statement: without the check of it every one of these would be run.
      String text =
          "select 1 as a) as q(c0)) to '"
              + fresh
              + "' (format csv); "
              + hostile.at(inside, outside, fresh)
              + "\n; copy (select * from (select 1 as a";
      assertThat(run(step(text, List.of())).map(LaneException::code))
          .as(hostile.text())
          .contains("NOT_A_QUERY");
      unharmed(hostile.text());
    }
  }

  @Test
  void norCanTheTextOfAnInlineModel() throws IOException {
    for (HostileText hostile : HostileTexts.all()) {
      StepFunction view =
          new StepFunction(
              "m.inline",
              StepFunction.Kind.VIEW,
              "select 1 as a; " + hostile.at(inside, outside, fresh));
      assertThat(run(step("select a from m.inline", List.of(view))).map(LaneException::code))
          .as(hostile.text())
          .contains("NOT_A_QUERY");
      unharmed(hostile.text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select repeat('x', 3000000000) as a",
        "select sum(length(s)) as a from (select repeat('x', 1000000) as s, i from range(100000)"
            + " r(i) order by s || i)",
        "with recursive r as (select 1 as a union all select a + 1 from r, range(3)) select a from r",
        "select list(i) as a from range(1000000000) r(i)",
        "select count(*) as a from (select distinct i || 'x' from range(100000000) r(i))"
      })
  void whatWantsMoreMemoryOrDiskThanItMayHaveFails(String bomb) throws IOException {
    lanes.close();
    lanes = lanes(100L << 20, 20L << 20);
    assertThatThrownBy(() -> lanes.run(step(bomb, List.of()), output, LaneObserver.NONE))
        .isInstanceOfSatisfying(
            LaneException.class, e -> assertThat(e.code()).isIn("OUT_OF_MEMORY", "DISK_FULL"));
    unharmed(bomb);
    // The instance goes on, as do the steps of others.
    assertThat(run(step("select 1 as a", List.of()))).isEmpty();
  }
}

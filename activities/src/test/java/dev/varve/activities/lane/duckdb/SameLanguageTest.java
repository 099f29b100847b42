package dev.varve.activities.lane.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.Binder;
import dev.varve.planner.bind.ClockMacros;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the binder understood is what the lane runs. The lane does not know the binder, so that what
 * decides how a text is read stands in both; a difference would be a wrong skip.
 */
class SameLanguageTest {
  @Test
  void laneRunsWithTheSettingsThatTheBinderAssumes() {
    assertThat(LockedInstance.FIXED).containsAll(Binder.LANGUAGE);
  }

  @Test
  void clockIsShadowedByTheSameMacros() {
    long micros = 1_709_208_000_123_456L;
    List<String> lane =
        Stream.of(
                dev.varve.activities.lane.duckdb.ClockMacros.at(
                        Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000))
                    .text()
                    .split(";\n"))
            .map(macro -> macro.replace("TEMPORARY MACRO", "MACRO"))
            .toList();
    assertThat(lane)
        .isEqualTo(ClockMacros.statements(micros).stream().map(Object::toString).toList());
  }
}

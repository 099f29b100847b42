package dev.varve.planner.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepUnitsTest {
  @Test
  void aBigStepIsAUnitOfItsOwn() {
    List<StepUnits.Unit> units =
        StepUnits.of(List.of(step("a", false), step("b", false, 0), step("c", false, 0)));

    assertThat(units).extracting(StepUnits.Unit::steps).containsExactly(l(0), l(1), l(2));
    assertThat(units).extracting(StepUnits.Unit::small).containsOnly(false);
    assertThat(units.get(2).after()).containsExactly(0);
  }

  @Test
  void smallStepsOfOneDepthShareUnitsAndThoseThatReadThemComeAfter() {
    List<StepUnits.Step> steps = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      steps.add(step("a" + i, true));
    }
    steps.add(step("b", true, 0, 99));

    List<StepUnits.Unit> units = StepUnits.of(steps);

    assertThat(units).hasSize(9);
    assertThat(units.get(0).steps()).hasSize(13);
    assertThat(units.get(8).steps()).containsExactly(100);
    assertThat(units.get(8).after()).containsExactly(0, 7);
  }

  @Test
  void noUnitWaitsForALaterOneAndEveryStepIsInOne() {
    List<StepUnits.Step> steps = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      steps.add(i < 50 ? step("s" + i, true) : step("s" + i, i % 7 != 0, i - 50, i / 2));
    }

    List<StepUnits.Unit> units = StepUnits.of(steps);

    List<Integer> seen = new ArrayList<>();
    for (int unit = 0; unit < units.size(); unit++) {
      int number = unit;
      assertThat(units.get(unit).after()).allMatch(before -> before < number);
      seen.addAll(units.get(unit).steps());
    }
    assertThat(seen).hasSize(5_000).doesNotHaveDuplicates();
  }

  @Test
  void aChainOfTenThousandSmallStepsBecomesAThousandUnitsInOrder() {
    List<StepUnits.Step> steps = new ArrayList<>();
    steps.add(step("s0", true));
    for (int i = 1; i < 10_000; i++) {
      steps.add(step("s" + i, true, i - 1));
    }

    List<StepUnits.Unit> units = StepUnits.of(steps);

    assertThat(units).hasSize(StepUnits.MOST_UNITS);
    assertThat(units.get(0).steps()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(units.get(999).after()).containsExactly(998);
  }

  @Test
  void aBatchHasAtMostSixtyFourSteps() {
    List<StepUnits.Step> steps = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      steps.add(step("s" + i, true));
    }

    assertThat(StepUnits.of(steps))
        .hasSize(157)
        .allMatch(unit -> unit.steps().size() <= StepUnits.MOST_STEPS_OF_A_BATCH);
  }

  @Test
  void nothingToDoIsNoUnit() {
    assertThat(StepUnits.of(List.of())).isEmpty();
  }

  private static StepUnits.Step step(String name, boolean small, Integer... after) {
    return new StepUnits.Step(name, small, List.of(after));
  }

  private static List<Integer> l(Integer... steps) {
    return List.of(steps);
  }
}

package dev.varve.activities.phase.step;

import dev.varve.activities.phase.warehouse.PublishedTable;
import dev.varve.activities.phase.warehouse.StoredResult;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.build.Decision;
import dev.varve.planner.build.DecisionKind;
import dev.varve.planner.build.InputContents;
import dev.varve.planner.build.Reason;
import dev.varve.planner.build.ReasonCode;
import dev.varve.planner.build.StepKey;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.storage.manifest.TableEntry;
import java.util.List;
import java.util.Optional;

/** Finds out, now that the inputs are built, whether a step still has to run. */
final class StepPreparation {
  private final BuildContext build;
  private final StepInputs inputs;

  StepPreparation(BuildContext build, StepInputs inputs) {
    this.build = build;
    this.inputs = inputs;
  }

  Step prepare(int ordinal) {
    CompiledModel model = build.model(ordinal);
    Optional<String> broken = inputs.broken(model);
    if (broken.isPresent()) {
      return blocked(ordinal, model, broken.get());
    }
    Decision planned = build.plan().step(ordinal).decision();
    StepKey key = build.keys().key(model, this::contents).orElseThrow();
    boolean forced = planned.reason().code() == ReasonCode.FORCED;
    if (!forced) {
      Optional<TableEntry> before = build.before(model.name());
      if (before.isPresent() && isCurrent(before.get(), key)) {
        return equal(ordinal, model, withDeepKey(ordinal, before.get()));
      }
      Optional<StoredResult> stored =
          StoredResult.find(build.warehouse(), key.fingerprint().hex())
              .filter(result -> result.verified(build.warehouse()));
      if (stored.isPresent()) {
        return new Step.Stored(ordinal, model, reuse(planned), key, stored.get().record());
      }
    }
    return new Step.Due(ordinal, model, rebuild(planned), key);
  }

  /** Both what it was made of and what it could have been made of now are true of it. */
  private TableEntry withDeepKey(int ordinal, TableEntry before) {
    return build
        .plan()
        .step(ordinal)
        .deepKey()
        .map(Fingerprint::hex)
        .map(before::withDeepKey)
        .orElse(before);
  }

  private Optional<InputContents> contents(InputUse input) {
    return Optional.of(inputs.contents(input));
  }

  private boolean isCurrent(TableEntry before, StepKey key) {
    return before.stepKey().equals(key.fingerprint().hex())
        && PublishedTable.of(build.warehouse(), build.environment(), before).intact();
  }

  private static Step blocked(int ordinal, CompiledModel model, String input) {
    Reason reason = new Reason(ReasonCode.INPUT_FAILED, input + " was not built", List.of(input));
    Decision decision = new Decision(DecisionKind.BLOCKED, reason);
    return new Step.Ended(
        model,
        new StepOutcome(ordinal, model.name(), decision, Optional.empty(), Optional.empty(), 0));
  }

  private static Step equal(int ordinal, CompiledModel model, TableEntry table) {
    Decision decision =
        Decision.of(
            DecisionKind.SKIP,
            ReasonCode.INPUTS_CAME_OUT_EQUAL,
            "its inputs were rebuilt, and what it reads of them is the same");
    return new Step.Ended(
        model,
        new StepOutcome(ordinal, model.name(), decision, Optional.of(table), Optional.empty(), 0));
  }

  private static Decision reuse(Decision planned) {
    if (planned.kind() == DecisionKind.REUSE) {
      return planned;
    }
    ReasonCode code =
        planned.reason().code() == ReasonCode.INPUT_WILL_CHANGE
            ? ReasonCode.INPUTS_CAME_OUT_EQUAL
            : ReasonCode.IN_STORE;
    return new Decision(
        DecisionKind.REUSE,
        new Reason(
            code,
            "the store has what the same query made of the same inputs",
            planned.reason().changed()));
  }

  /** A planned reuse whose files went missing in between runs after all. */
  private static Decision rebuild(Decision planned) {
    return planned.kind() == DecisionKind.REBUILD
        ? planned
        : new Decision(DecisionKind.REBUILD, planned.reason());
  }
}

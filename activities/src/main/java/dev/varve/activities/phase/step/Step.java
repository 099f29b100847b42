package dev.varve.activities.phase.step;

import dev.varve.planner.build.Decision;
import dev.varve.planner.build.StepKey;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.storage.store.ActionRecord;
import java.nio.file.Path;
import java.util.Objects;

/** A step on its way: where it stands before anything of it is published. */
sealed interface Step {
  int ordinal();

  CompiledModel model();

  /** Nothing is left to do: it failed, is blocked, or its table is as it should be. */
  record Ended(CompiledModel model, StepOutcome outcome) implements Step {
    @Override
    public int ordinal() {
      return outcome.ordinal();
    }
  }

  /** The store has the result. */
  record Stored(
      int ordinal, CompiledModel model, Decision decision, StepKey key, ActionRecord record)
      implements Step {
    public Stored {
      Objects.requireNonNull(record);
    }
  }

  /** The query has to run. */
  record Due(int ordinal, CompiledModel model, Decision decision, StepKey key) implements Step {
    public Due {
      Objects.requireNonNull(key);
    }
  }

  /** The query has run; its file is in the attempt's folder. */
  record Staged(
      int ordinal,
      CompiledModel model,
      Decision decision,
      StepKey key,
      Path staged,
      long milliseconds,
      long peakMemoryBytes)
      implements Step {
    public Staged {
      Objects.requireNonNull(staged);
    }
  }
}

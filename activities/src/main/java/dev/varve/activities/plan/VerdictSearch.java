package dev.varve.activities.plan;

import dev.varve.planner.diff.ModelDiff;
import dev.varve.planner.diff.ModelVersion;
import dev.varve.planner.project.parameter.Arguments;
import dev.varve.planner.types.TableSchema;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Answers whether two versions of a model give the same rows: the place to search further. */
@FunctionalInterface
interface VerdictSearch {
  /**
   * A version of a model with all that is needed to run it.
   *
   * @param version its text, parameters and functions are those of its compiled model
   * @param schemas the columns of every table that it may read
   * @param timezone the project's
   * @param arguments what parameters hold where nothing else is given
   */
  record Asked(
      ModelVersion version,
      Map<String, TableSchema> schemas,
      String timezone,
      Arguments arguments) {
    public Asked {
      Objects.requireNonNull(arguments);
      Objects.requireNonNull(version);
      Objects.requireNonNull(schemas);
      Objects.requireNonNull(timezone);
    }
  }

  /** Nothing where nothing was sought. */
  Optional<Verdict> of(Asked before, Asked after, ModelDiff diff);

  /** What fingerprints prove. */
  static Optional<Verdict> byFingerprints(Asked before, Asked after, ModelDiff diff) {
    return diff.sameQuery() && diff.sameRows()
        ? Optional.of(
            new Verdict.ProvedEqual("Both queries have one normal form, with one fingerprint."))
        : Optional.empty();
  }
}

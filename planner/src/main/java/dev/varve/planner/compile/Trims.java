package dev.varve.planner.compile;

import dev.varve.planner.Fingerprint;
import java.util.List;
import java.util.Optional;

/** The queries of a project's models, cut down to some of their columns. */
public interface Trims {
  /**
   * What a query computes in some of its columns, where its inputs as multisets determine that.
   *
   * @param query its columns in the order in which they were asked for, and those that it reads in
   *     the order of {@code inputs}, without names
   * @param inputs the tables that are still read, each with the columns that still count
   * @param trusted the tables of whose rows something is known without which it would be another
   *     query
   */
  record Trimmed(Fingerprint query, List<InputUse> inputs, List<String> trusted) {
    public Trimmed {
      inputs = List.copyOf(inputs);
      trusted = List.copyOf(trusted);
    }
  }

  /**
   * What a model computes in some of its columns. Its plan is walked: to be called under a {@link
   * dev.varve.planner.DeepStack}.
   *
   * @param model one that compiled
   * @param columns names of columns of its table, in any order but always the same one
   * @return nothing where that may depend on more than the model's inputs as multisets, or is not
   *     understood
   */
  Optional<Trimmed> of(String model, List<String> columns);

  /** A model with all that is not kept of it; its plans are to be walked under a deep stack. */
  UnderstoodModel understood(CompiledModel model);

  /** The same with the inline models that it reads as tables in its plans. */
  UnderstoodModel named(CompiledModel model);

  /** Keeps for the next time what was found out. */
  void keep();

  /** Of nothing is known what it computes. */
  Trims NONE =
      new Trims() {
        @Override
        public Optional<Trimmed> of(String model, List<String> columns) {
          return Optional.empty();
        }

        @Override
        public UnderstoodModel understood(CompiledModel model) {
          throw new IllegalArgumentException("not a compiled model: " + model.name());
        }

        @Override
        public UnderstoodModel named(CompiledModel model) {
          return understood(model);
        }

        @Override
        public void keep() {
          // Nothing was found out.
        }
      };
}

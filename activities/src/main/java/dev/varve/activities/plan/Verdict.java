package dev.varve.activities.plan;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether two versions of a model give the same rows, as far as somebody asked. */
public sealed interface Verdict {
  /** In one or two words, the same for every model of which this is the answer. */
  String answer();

  /** In a sentence. */
  String text();

  /** A proof, which holds for whatever the inputs hold. */
  record ProvedEqual(String text) implements Verdict {
    public ProvedEqual {
      Objects.requireNonNull(text);
    }

    @Override
    public String answer() {
      return "proved equal";
    }
  }

  /**
   * A few rows that tell old and new apart.
   *
   * @param tables those that are read, then what old and new give
   * @param script for the engine's shell, which shows the same
   */
  record Counterexample(String text, List<Table> tables, String script) implements Verdict {
    public Counterexample {
      Objects.requireNonNull(text);
      tables = List.copyOf(tables);
    }

    @Override
    public String answer() {
      return "counterexample";
    }
  }

  /** A small table; a value that is absent is NULL. */
  record Table(String title, List<String> columns, List<List<Optional<String>>> rows) {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /** Neither a proof nor rows were found. */
  record Unknown(String text) implements Verdict {
    public Unknown {
      Objects.requireNonNull(text);
    }

    @Override
    public String answer() {
      return "unknown";
    }
  }
}

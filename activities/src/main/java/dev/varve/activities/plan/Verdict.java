package dev.varve.activities.plan;

import java.util.Objects;

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
}

package dev.varve.activities.evidence;

import dev.varve.planner.evidence.ComparedColumns;
import dev.varve.planner.evidence.Sameness;
import java.util.List;

/** What is known of two definitions of one model. */
public sealed interface Verdict permits Counterexample, Verdict.ProvedEqual, Verdict.Unknown {
  /** Which columns it speaks of, and which are not in both. */
  ComparedColumns columns();

  /** In a few sentences, for people. */
  String text();

  /** Both compute the same in the columns that they share, on every input. */
  record ProvedEqual(Sameness sameness, ComparedColumns columns) implements Verdict {
    @Override
    public String text() {
      return "Old and new give " + sameness.sentence() + ".";
    }
  }

  /**
   * Neither could be shown.
   *
   * @param same sets of tables on which both gave the same
   * @param failed sets of tables on which both ended with an error
   * @param passedOver sets of tables on which at least one gave no result for a reason of ours,
   *     such as a limit on rows
   * @param reasons sentences on why no more is known
   */
  record Unknown(
      int same, int failed, int passedOver, List<String> reasons, ComparedColumns columns)
      implements Verdict {
    public Unknown {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String text() {
      StringBuilder text = new StringBuilder("It is not known whether old and new differ.");
      if (same > 0) {
        text.append(" They gave the same on ").append(same).append(" made-up sets of tables.");
      }
      if (failed > 0) {
        text.append(" On ").append(failed).append(" both ended with an error.");
      }
      if (passedOver > 0) {
        text.append(" On ").append(passedOver).append(" one of them came to no end.");
      }
      reasons.forEach(reason -> text.append(' ').append(reason));
      return text.toString();
    }
  }
}

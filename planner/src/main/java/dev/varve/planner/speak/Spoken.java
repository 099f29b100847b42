package dev.varve.planner.speak;

import java.util.List;

/** What comes of writing a plan in a dialect. */
public sealed interface Spoken {
  /** The whole plan, as one query. */
  record Text(String sql) implements Spoken {}

  /**
   * The dialect cannot say it so that it means the same.
   *
   * @param reasons each once, in the order in which they were met
   */
  record Unsaid(List<String> reasons) implements Spoken {
    public Unsaid {
      reasons = List.copyOf(reasons);
      if (reasons.isEmpty()) {
        throw new IllegalArgumentException("what is not said has a reason");
      }
    }
  }
}

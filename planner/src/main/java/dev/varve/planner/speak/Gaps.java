package dev.varve.planner.speak;

import java.util.ArrayList;
import java.util.List;

/** What of a plan a dialect cannot say, gathered while the rest is written. */
public final class Gaps {
  private final List<String> reasons = new ArrayList<>();

  /** Notes a reason. What is returned stands in the text, which nobody will see. */
  public String add(String reason) {
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
    return "?";
  }

  /** The text, unless something of it could not be said. */
  public Spoken of(String text) {
    return reasons.isEmpty() ? new Spoken.Text(text) : new Spoken.Unsaid(reasons);
  }
}

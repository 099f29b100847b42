package dev.varve.workers.plan;

import java.util.List;

/** Why, for machines and for people, and which parts differed. */
public record PlanReason(String code, String message, List<String> changed) {
  public PlanReason {
    changed = List.copyOf(changed);
  }
}

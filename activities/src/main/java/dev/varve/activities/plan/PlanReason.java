package dev.varve.activities.plan;

import java.util.List;

/** Why a decision was taken. */
public record PlanReason(String code, String message, List<String> changed) {
  public PlanReason {
    changed = List.copyOf(changed);
  }
}

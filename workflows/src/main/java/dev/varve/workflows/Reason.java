package dev.varve.workflows;

import java.util.List;

/** Why a step was decided as it was. */
public record Reason(String code, String message, List<String> changed) {
  public Reason {
    changed = changed == null ? List.of() : List.copyOf(changed);
  }
}

package dev.varve.tests.architecture;

import java.util.List;
import java.util.Locale;

/** The modules, and the arrows between them. */
enum Module {
  PLANNER,
  STORAGE,
  OBSERVABILITY,
  WORKFLOWS,
  ACTIVITIES,
  WORKERS;

  /** The modules that its code may name. */
  List<Module> arrows() {
    return switch (this) {
      case PLANNER, STORAGE, OBSERVABILITY, WORKFLOWS -> List.of();
      case ACTIVITIES -> List.of(PLANNER, STORAGE, OBSERVABILITY, WORKFLOWS);
      case WORKERS -> List.of(ACTIVITIES, WORKFLOWS);
    };
  }

  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The pattern of its packages. */
  String packages() {
    return "dev.varve." + folder() + "..";
  }
}

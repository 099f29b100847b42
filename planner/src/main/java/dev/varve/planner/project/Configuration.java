package dev.varve.planner.project;

import java.util.Map;
import java.util.Optional;

/** What {@code varve.yaml} says, as far as it could be read. */
record Configuration(
    Optional<String> name,
    Setting warehouse,
    String timezone,
    Map<String, SourceDeclaration> sources,
    Map<String, ParameterDeclaration> parameters,
    Defaults defaults,
    Map<String, Profile> profiles) {}

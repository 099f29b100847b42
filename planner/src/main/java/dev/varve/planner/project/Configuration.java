package dev.varve.planner.project;

import java.util.Map;
import java.util.Optional;

/**
 * What {@code varve.yaml} says, as far as it could be read. A parameter or profile with a mistake
 * in it is there all the same, so that models that name it are not blamed.
 *
 * @param readable whether it could be read at all
 */
record Configuration(
    boolean readable,
    Optional<String> name,
    Setting warehouse,
    String timezone,
    Map<String, SourceDeclaration> sources,
    Map<String, ParameterDeclaration> parameters,
    Defaults defaults,
    Map<String, Profile> profiles) {}

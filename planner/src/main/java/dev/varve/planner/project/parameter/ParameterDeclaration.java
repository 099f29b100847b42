package dev.varve.planner.project.parameter;

import dev.varve.planner.Place;
import dev.varve.planner.project.Setting;
import java.util.Optional;

/** A value that whoever starts a build may give, and must give when it has no default. */
public record ParameterDeclaration(
    String name, ParameterType type, Optional<Setting> defaultValue, Place place) {}

package dev.varve.planner.project;

import dev.varve.planner.Place;
import java.util.Optional;

/** What a model promises of one of its columns; {@code type} is an engine type as written. */
public record ColumnContract(
    String name, Optional<String> type, boolean notNull, String description, Place place) {}

package dev.varve.planner.project.contract;

import dev.varve.planner.Place;

/** A value that a column may hold, as written. */
public record AcceptedValue(String text, Place place) {}

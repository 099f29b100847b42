package dev.varve.planner.types;

/** A column of a table as a reader binds against it; {@code type} is an engine type as text. */
public record Column(String name, String type) {}

package dev.varve.planner.types;

/** A table as its readers bind against it, with what is known of its rows. */
public record KnownTable(TableSchema schema, TableFacts facts) {}

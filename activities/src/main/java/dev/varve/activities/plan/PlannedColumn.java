package dev.varve.activities.plan;

/** A column of a model's table, with its stored type. */
public record PlannedColumn(String name, String type) {}

package dev.varve.workers.plan;

/** An output column of a model. */
public record PlannedColumn(String name, String type) {}

package dev.varve.planner.project;

/**
 * What a project is called and where its tables are: all that one has to know to ask whose turn it
 * is.
 */
public record ProjectHome(String name, Setting warehouse) {}

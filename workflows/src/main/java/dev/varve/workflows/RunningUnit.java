package dev.varve.workflows;

/**
 * A unit in flight.
 *
 * @param phase execute, write or run
 * @param since ISO instant at which it was scheduled
 */
public record RunningUnit(int unit, String label, String phase, String since, int attempt) {}

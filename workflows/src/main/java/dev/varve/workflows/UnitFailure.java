package dev.varve.workflows;

/** A unit whose activity failed, so that none of its steps could report itself. */
public record UnitFailure(int unit, Failure failure) {}

package dev.varve.workflows.phase;

/**
 * What execute left for write.
 *
 * @param number of the attempt whose folder holds the staged files
 */
public record Executed(int number, long milliseconds) {}

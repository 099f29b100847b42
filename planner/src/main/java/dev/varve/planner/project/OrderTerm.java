package dev.varve.planner.project;

import dev.varve.planner.Place;

/**
 * One term of {@code order_by}: an output column and its direction. Nulls come last unless said
 * otherwise.
 */
public record OrderTerm(String column, boolean descending, boolean nullsFirst, Place place) {}

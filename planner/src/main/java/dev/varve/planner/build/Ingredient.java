package dev.varve.planner.build;

import java.util.Objects;

/**
 * One of the things that a step's result depends on. A step key is the fingerprint of all of them,
 * so two lists of ingredients also say why two keys differ.
 */
public record Ingredient(Kind kind, String name, String value) {
  /** The order of the constants is the order in which a reason names what changed. */
  public enum Kind {
    /** The version of the key itself and of the lane that runs the step. */
    ENGINE,
    /** A setting of the project that can change values, such as the time zone. */
    SETTING,
    /** The query plan. */
    QUERY,
    /** Names and stored types of the output. */
    OUTPUT,
    /** What the model promises and Varve checks before publishing. */
    CONTRACT,
    /** The tier and the order of the rows. */
    ORDER,
    PARAMETER,
    /** A value of the clock, as what it yields. */
    CLOCK,
    /** How the files of a source are read. */
    READER,
    /** The content of a source. */
    SOURCE,
    /** The content of one column of an input table. */
    COLUMN,
    /** The number of rows of an input table. */
    ROWS,
    /** What a query makes in the columns that are read of an input table; in deep keys only. */
    IDENTITY,
    /** A result that no ingredient determines. */
    VOLATILE
  }

  public Ingredient {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
    Objects.requireNonNull(value);
  }
}

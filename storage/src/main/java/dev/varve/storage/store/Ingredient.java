package dev.varve.storage.store;

import java.util.Objects;

/**
 * One of the things that a step key was made of. The store keeps them in order, so that a later
 * build can name the one that differs; it does not interpret them.
 */
public record Ingredient(String kind, String name, String value) {
  public Ingredient {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
    Objects.requireNonNull(value);
  }
}

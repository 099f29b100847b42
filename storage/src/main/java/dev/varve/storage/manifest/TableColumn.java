package dev.varve.storage.manifest;

import java.util.Objects;

/** A column of a table, with its type as the engine writes it. */
public record TableColumn(String name, String type) {
  public TableColumn {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
  }
}

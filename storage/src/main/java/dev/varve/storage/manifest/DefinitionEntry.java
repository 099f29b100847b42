package dev.varve.storage.manifest;

import java.util.List;
import java.util.Objects;

/**
 * The project that tables were last built from, or found to be what it says.
 *
 * @param project the digest of the artifact that holds its files
 * @param tables which tables; none for all that no other entry names
 */
public record DefinitionEntry(String project, List<String> tables) {
  public DefinitionEntry {
    Objects.requireNonNull(project);
    tables = List.copyOf(tables);
  }
}

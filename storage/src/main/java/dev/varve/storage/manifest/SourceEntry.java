package dev.varve.storage.manifest;

import dev.varve.storage.source.PinnedFile;
import java.util.List;
import java.util.Objects;

/**
 * The pin of a source that a build read.
 *
 * @param schemaText the source's schema, in the planner's words
 */
public record SourceEntry(String source, List<PinnedFile> files, String schemaText) {
  public SourceEntry {
    Objects.requireNonNull(source);
    files = List.copyOf(files);
    Objects.requireNonNull(schemaText);
  }
}

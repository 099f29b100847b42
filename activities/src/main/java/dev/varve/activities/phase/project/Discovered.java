package dev.varve.activities.phase.project;

import dev.varve.planner.Problem;
import dev.varve.planner.types.TableSchema;
import dev.varve.storage.source.SourcePin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What discover froze: the discovery artifact.
 *
 * @param folder the project's folder, as the workers see it.
 * @param files the digest of the artifact with the project's files.
 * @param pins the pinned sources by name.
 * @param schemas what the engine reads each source as.
 * @param faults what is wrong with the sources that cannot be read, which have no pin or no schema.
 */
public record Discovered(
    String folder,
    String files,
    Map<String, SourcePin> pins,
    Map<String, TableSchema> schemas,
    Map<String, List<Problem>> faults) {
  public Discovered {
    Objects.requireNonNull(folder);
    Objects.requireNonNull(files);
    pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
    faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
  }
}

package dev.varve.activities.phase.project;

import dev.varve.planner.Problem;
import dev.varve.planner.contract.SourceContract;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.planner.types.KnownTable;
import dev.varve.planner.types.TableFacts;
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
 * @param verified whether the rows of the other sources are known to be as declared.
 */
public record Discovered(
    String folder,
    String files,
    Map<String, SourcePin> pins,
    Map<String, TableSchema> schemas,
    Map<String, List<Problem>> faults,
    boolean verified) {
  public Discovered {
    Objects.requireNonNull(folder);
    Objects.requireNonNull(files);
    pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
    schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
    faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
  }

  /** As a build finds it: sources whose rows are not as declared are among the faults. */
  public Discovered(
      String folder,
      String files,
      Map<String, SourcePin> pins,
      Map<String, TableSchema> schemas,
      Map<String, List<Problem>> faults) {
    this(folder, files, pins, schemas, faults, true);
  }

  /** The sources as their readers find them, with what discover verified of their rows. */
  public Map<String, KnownTable> tables(Project project) {
    Map<String, KnownTable> tables = new LinkedHashMap<>();
    schemas.forEach(
        (name, schema) -> {
          SourceDeclaration source = project.sources().get(name);
          tables.put(
              name,
              new KnownTable(
                  schema,
                  verified && source != null
                      ? SourceContract.check(source, schema).facts()
                      : TableFacts.NONE));
        });
    return tables;
  }
}

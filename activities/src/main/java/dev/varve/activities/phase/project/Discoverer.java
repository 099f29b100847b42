package dev.varve.activities.phase.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Problem;
import dev.varve.planner.contract.SourceContract;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.Setting;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.planner.types.TableSchema;
import dev.varve.storage.StorageException;
import dev.varve.storage.source.SourcePin;
import dev.varve.storage.source.SourcePins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * Reads a project, pins what it reads and checks what is declared of it; a source that cannot be
 * read keeps no other from it.
 */
public final class Discoverer {
  private final SourcePins pins;
  private final SourceSchemas schemas;
  private final SourceValues values;

  public Discoverer(SourcePins pins, SourceSchemas schemas, SourceValues values) {
    this.pins = pins;
    this.schemas = schemas;
    this.values = values;
  }

  /**
   * A project with the state of its sources.
   *
   * @param faults what is wrong with the sources that have no schema for it.
   */
  public record Found(
      ProjectFiles files,
      Project project,
      Map<String, SourcePin> pins,
      Map<String, TableSchema> schemas,
      Map<String, List<Problem>> faults) {}

  public Found discover(Path folder, ProjectFiles files, Project project) {
    Map<String, SourcePin> pinned = new LinkedHashMap<>();
    Map<String, TableSchema> read = new LinkedHashMap<>();
    Map<String, List<Problem>> faults = new LinkedHashMap<>();
    for (SourceDeclaration source : project.sources().values()) {
      try {
        pinned.put(
            source.name(),
            pins.pin(source.name(), folder, resolve(source.path()), source.footerIdentity()));
      } catch (StorageException e) {
        faults.put(
            source.name(),
            List.of(Problem.at(source.path().place(), e.code(), e.problem(), e.mend())));
      } catch (InputException e) {
        faults.put(source.name(), e.problems());
      }
    }
    Supplier<SortedSet<Path>> folders = () -> SourceFolders.of(project, folder, pinned.values());
    for (SourceDeclaration source : project.sources().values()) {
      SourcePin pin = pinned.get(source.name());
      if (pin != null) {
        try {
          TableSchema schema = schemas.of(source, pin, folder, folders);
          SourceContract.Checked contract = SourceContract.check(source, schema);
          List<Problem> problems = new ArrayList<>(contract.problems());
          if (problems.isEmpty()) {
            problems.addAll(values.problems(source, pin, schema, contract, folder, folders));
          }
          if (problems.isEmpty()) {
            read.put(source.name(), schema);
          } else {
            faults.put(source.name(), List.copyOf(problems));
          }
        } catch (InputException e) {
          faults.put(source.name(), e.problems());
        }
      }
    }
    return new Found(files, project, pinned, read, faults);
  }

  static String resolve(Setting setting) {
    return setting.resolve(ProcessEnvironment::lookup).value();
  }
}

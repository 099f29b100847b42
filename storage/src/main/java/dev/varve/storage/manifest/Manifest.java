package dev.varve.storage.manifest;

import java.util.List;
import java.util.Objects;

/**
 * What an environment holds after a build.
 *
 * @param number its place in the environment's history, from 1; given on publication
 * @param logicalTime the build's logical time, as an ISO instant
 */
public record Manifest(
    int formatVersion,
    String environment,
    long number,
    String buildId,
    String project,
    String logicalTime,
    long epoch,
    List<TableEntry> tables,
    List<SourceEntry> sources) {
  /** The version that this Varve writes. */
  public static final int FORMAT_VERSION = 1;

  public Manifest {
    Objects.requireNonNull(environment);
    Objects.requireNonNull(buildId);
    Objects.requireNonNull(project);
    Objects.requireNonNull(logicalTime);
    tables = List.copyOf(tables);
    sources = List.copyOf(sources);
  }

  /** The same content under another number. */
  public Manifest withNumber(long other) {
    return new Manifest(
        FORMAT_VERSION, environment, other, buildId, project, logicalTime, epoch, tables, sources);
  }
}

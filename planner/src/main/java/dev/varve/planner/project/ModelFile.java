package dev.varve.planner.project;

import dev.varve.planner.Place;
import dev.varve.planner.project.sql.ModelSql;
import java.util.Optional;

/**
 * One model as it is written.
 *
 * @param name {@code schema.table}
 * @param file path from the project's folder
 * @param text the whole file, without a byte order mark
 * @param sql the query in it, as it is to be bound and run
 * @param variant which of several tables of one file
 */
public record ModelFile(
    String name,
    String file,
    String text,
    ModelHeader header,
    ModelSql sql,
    Optional<String> variant) {
  /** Whether it has no table and is part of its readers. */
  public boolean inline() {
    return header.kind() == ModelHeader.Kind.INLINE;
  }

  public String schema() {
    return name.substring(0, name.indexOf('.'));
  }

  public String table() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** Where the query begins: for what is wrong with the model as a whole. */
  public Place place() {
    return sql.positions().placeOf(0);
  }
}

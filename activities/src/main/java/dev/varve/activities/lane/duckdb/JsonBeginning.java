package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.ReaderOption;
import dev.varve.activities.lane.SourceFiles;
import dev.varve.activities.lane.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the declared columns in the first objects of JSON files. A single one may be missing
 * from an object, which then has NULL; if none of them is there, the declaration is of another
 * file.
 */
final class JsonBeginning {
  private static final int OBJECTS = 100;

  private final SourceFiles source;

  JsonBeginning(SourceFiles source) {
    this.source = source;
  }

  void check(Connection connection, Call call) throws SQLException {
    for (Path file : source.files()) {
      List<String> keys = keys(file, connection, call);
      boolean any =
          source.declared().stream()
              .map(Column::name)
              .anyMatch(n -> keys.stream().anyMatch(n::equals));
      if (!keys.isEmpty() && !any) {
        throw LaneErrors.headerDiffers(
            source.name(),
            file,
            "has none of the declared columns in its first " + OBJECTS + " objects, but " + keys);
      }
    }
  }

  private List<String> keys(Path file, Connection connection, Call call) throws SQLException {
    StringBuilder sql =
        new StringBuilder("SELECT DISTINCT unnest(json_keys(json)) AS k FROM (SELECT json");
    sql.append(" FROM read_json_objects(").append(Sql.source(file));
    sql.append(", hive_partitioning=false");
    for (ReaderOption kept :
        List.of(ReaderOption.FORMAT, ReaderOption.COMPRESSION, ReaderOption.MAX_OBJECT_SIZE)) {
      Optional.ofNullable(source.options().get(kept.label()))
          .flatMap(kept::sql)
          .ifPresent(value -> sql.append(", ").append(kept.parameter()).append('=').append(value));
    }
    sql.append(") LIMIT ").append(OBJECTS).append(") ORDER BY k");
    return call.query(
        connection,
        sql.toString(),
        found -> {
          List<String> keys = new ArrayList<>();
          while (found.next()) {
            keys.add(found.getString(1));
          }
          return keys;
        });
  }
}

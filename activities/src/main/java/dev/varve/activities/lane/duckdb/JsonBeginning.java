package dev.varve.activities.lane.duckdb;

import dev.varve.activities.lane.Column;
import dev.varve.activities.lane.LaneFiles;
import dev.varve.activities.lane.ReaderOption;
import dev.varve.activities.lane.SourceFiles;
import dev.varve.planner.bind.statement.ServiceStatement;
import dev.varve.planner.bind.statement.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
    ServiceStatement first =
        ServiceStatement.of(
            "SELECT DISTINCT unnest(json_keys(json)) AS k FROM (SELECT json"
                + " FROM read_json_objects({}, hive_partitioning=false{}) LIMIT {}) ORDER BY k",
            LaneFiles.source(file),
            ReaderSql.kept(
                source.options(),
                ReaderOption.FORMAT,
                ReaderOption.COMPRESSION,
                ReaderOption.MAX_OBJECT_SIZE),
            Sql.number(OBJECTS));
    return call.query(
        connection,
        first,
        found -> {
          List<String> keys = new ArrayList<>();
          while (found.next()) {
            keys.add(found.getString(1));
          }
          return keys;
        });
  }
}

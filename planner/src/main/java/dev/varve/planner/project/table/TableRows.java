package dev.varve.planner.project.table;

import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.project.parameter.TypedLiteral;
import dev.varve.planner.types.SqlNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of a table parameter: each value in its one written form, nothing for NULL. */
public record TableRows(List<List<Optional<String>>> rows) {
  /** More are data, and have a place as a source. */
  public static final int MOST = 10_000;

  public TableRows {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** The query that yields these rows, with a type for each value. */
  public String sql(Map<String, ParameterType> columns) {
    List<ParameterType> types = List.copyOf(columns.values());
    List<String> names = columns.keySet().stream().map(SqlNames::quote).toList();
    boolean none = rows.isEmpty();
    List<List<Optional<String>>> written =
        none ? List.of(Collections.nCopies(types.size(), Optional.empty())) : rows;
    StringBuilder sql = new StringBuilder("SELECT * FROM (VALUES\n");
    for (int i = 0; i < written.size(); i++) {
      List<String> values = new ArrayList<>();
      for (int j = 0; j < types.size(); j++) {
        ParameterType type = types.get(j);
        values.add(
            written
                .get(i)
                .get(j)
                .map(text -> new TypedLiteral(type, text).sql())
                .orElse("CAST(NULL AS " + type.sql() + ")"));
      }
      sql.append(i == 0 ? "" : ",\n").append('(').append(String.join(", ", values)).append(')');
    }
    sql.append("\n) AS rows(").append(String.join(", ", names)).append(')');
    return sql.append(none ? " WHERE false" : "").toString();
  }
}

package dev.varve.planner.evidence;

import dev.varve.planner.bind.ClockMacros;
import dev.varve.planner.types.SqlNames;
import dev.varve.planner.types.TableSchema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Statements that put the rows of an instance into tables, and that ask both definitions. */
public final class InstanceScript {
  private InstanceScript() {}

  /** What a definition reads, each table with all columns of its schema. */
  public static String tables(Definition definition, Instance instance) {
    StringBuilder sql = new StringBuilder();
    TreeSet<String> schemas = new TreeSet<>();
    for (Map.Entry<String, TableSchema> table : definition.tables().entrySet()) {
      String schema = table.getKey().substring(0, table.getKey().indexOf('.'));
      if (schemas.add(schema)) {
        sql.append("CREATE SCHEMA IF NOT EXISTS ").append(SqlNames.quote(schema)).append(";\n");
      }
      sql.append(InstanceTable.create(table.getKey(), table.getValue())).append(";\n");
    }
    for (InstanceTable table : instance.tables()) {
      TableSchema schema = definition.tables().get(table.name());
      if (schema != null) {
        table.insert(schema).ifPresent(insert -> sql.append(insert).append(";\n"));
      }
    }
    return sql.toString();
  }

  /** For the engine's shell: the tables, then the old and the new text. */
  public static String of(Question question, Instance instance, String timezone, Instant clock) {
    StringBuilder script = new StringBuilder();
    script.append("SET TimeZone = ").append(SqlNames.literal(timezone)).append(";\n");
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock);
    ClockMacros.statements(micros).forEach(macro -> script.append(macro).append(";\n"));
    Definition before = question.before();
    Definition after = question.after();
    script.append(tables(before, instance)).append(query("old", before));
    if (!before.tables().equals(after.tables())) {
      script.append(tables(after, instance));
    }
    return script.append(query("new", after)).toString();
  }

  private static String query(String name, Definition definition) {
    StringBuilder sql = new StringBuilder("-- " + name + "\n");
    definition.functions().forEach(function -> sql.append(function.create("main")).append(";\n"));
    // The text may end in a comment.
    String text = definition.sql().strip() + "\n;\n";
    if (definition.arguments().isEmpty()) {
      return sql.append(text).toString();
    }
    String arguments =
        definition.arguments().entrySet().stream()
            .map(argument -> argument.getKey() + " := " + argument.getValue().sql())
            .collect(Collectors.joining(", ", "(", ");\n"));
    String statement = SqlNames.quote(name);
    sql.append("PREPARE ").append(statement).append(" AS\n").append(text);
    return sql.append("EXECUTE ").append(statement).append(arguments).toString();
  }
}

package dev.varve.planner.evidence;

import dev.varve.planner.bind.ClockMacros;
import dev.varve.planner.bind.statement.AdminStatement;
import dev.varve.planner.bind.statement.Sql;
import dev.varve.planner.types.SqlNames;
import dev.varve.planner.types.TableSchema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Statements that put the rows of an instance into tables, and that ask both definitions. */
public final class InstanceScript {
  private InstanceScript() {}

  /** What a definition reads, each table with all columns of its schema. */
  public static List<AdminStatement> tables(Definition definition, Instance instance) {
    List<AdminStatement> statements = new ArrayList<>();
    TreeSet<String> schemas = new TreeSet<>();
    for (Map.Entry<String, TableSchema> table : definition.tables().entrySet()) {
      String schema = table.getKey().substring(0, table.getKey().indexOf('.'));
      if (schemas.add(schema)) {
        statements.add(AdminStatement.of("CREATE SCHEMA IF NOT EXISTS {}", Sql.name(schema)));
      }
      statements.add(InstanceTable.create(table.getKey(), table.getValue()));
    }
    for (InstanceTable table : instance.tables()) {
      TableSchema schema = definition.tables().get(table.name());
      if (schema != null) {
        table.insert(schema).ifPresent(statements::add);
      }
    }
    return statements;
  }

  private static String written(List<AdminStatement> statements) {
    return statements.stream().map(each -> each + ";\n").collect(Collectors.joining());
  }

  /** For the engine's shell: the tables, then the old and the new text. */
  public static String of(Question question, Instance instance, String timezone, Instant clock) {
    StringBuilder script = new StringBuilder();
    script.append("SET TimeZone = ").append(SqlNames.literal(timezone)).append(";\n");
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock);
    script.append(written(ClockMacros.statements(micros)));
    Definition before = question.before();
    Definition after = question.after();
    script.append(written(tables(before, instance))).append(query("old", before));
    if (!before.tables().equals(after.tables())) {
      script.append(written(tables(after, instance)));
    }
    return script.append(query("new", after)).toString();
  }

  private static String query(String name, Definition definition) {
    StringBuilder sql = new StringBuilder("-- " + name + "\n");
    sql.append(
        written(definition.functions().stream().map(f -> f.create(Sql.name("main"))).toList()));
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

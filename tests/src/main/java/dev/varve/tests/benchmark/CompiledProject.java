package dev.varve.tests.benchmark;

import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompileCache;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.Compiler;
import dev.varve.planner.compile.CompilerSettings;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.planner.project.SourceDeclaration;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.SqlNames;
import dev.varve.planner.types.TableSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A project whose sources are Parquet, compiled by Varve's own compiler: from here the loop has its
 * queries, their order, and the order of their rows.
 *
 * @param readers what reads each source, by the source's name
 * @param models each after those it reads
 */
record CompiledProject(
    Path folder, String timezone, Map<String, String> readers, List<CompiledModel> models) {
  static CompiledProject of(Path folder) throws SQLException {
    Project project = ProjectReader.read(ProjectFiles.read(folder));
    Map<String, String> readers = readers(folder, project);
    List<CompiledModel> models = compile(project, schemas(readers));
    return new CompiledProject(folder, project.timezone(), readers, models);
  }

  /** How long it takes from the files to compiled models with nothing remembered. */
  double secondsToCompile() throws SQLException {
    Map<String, TableSchema> schemas = schemas(readers);
    long began = System.nanoTime();
    int compiled = compile(ProjectReader.read(ProjectFiles.read(folder)), schemas).size();
    double seconds = Stopwatch.since(began);
    if (compiled != models.size()) {
      throw new IllegalStateException("compiled " + compiled + " of " + models.size());
    }
    return seconds;
  }

  private static List<CompiledModel> compile(Project project, Map<String, TableSchema> schemas) {
    try (Compiler compiler = new Compiler(CompilerSettings.of(project.timezone()))) {
      Compilation compilation = compiler.compile(project, schemas, CompileCache.NONE);
      if (!compilation.problems().isEmpty()) {
        throw new IllegalStateException(compilation.problems().toString());
      }
      return compilation.models();
    }
  }

  private static Map<String, String> readers(Path folder, Project project) {
    Map<String, String> readers = new LinkedHashMap<>();
    for (SourceDeclaration source : project.sources().values()) {
      if (source.format() != SourceDeclaration.Format.PARQUET) {
        throw new IllegalArgumentException("the loop reads Parquet only, not " + source.name());
      }
      String files = folder.resolve(source.path().written()).normalize().toString();
      readers.put(source.name(), "read_parquet(" + SqlNames.literal(files) + ")");
    }
    return readers;
  }

  private static Map<String, TableSchema> schemas(Map<String, String> readers) throws SQLException {
    Map<String, TableSchema> schemas = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> reader : readers.entrySet()) {
        List<Column> columns = new ArrayList<>();
        try (ResultSet rows =
            statement.executeQuery("DESCRIBE SELECT * FROM " + reader.getValue())) {
          while (rows.next()) {
            columns.add(new Column(rows.getString("column_name"), rows.getString("column_type")));
          }
        }
        schemas.put(reader.getKey(), new TableSchema(columns));
      }
    }
    return schemas;
  }
}

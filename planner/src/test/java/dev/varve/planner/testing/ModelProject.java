package dev.varve.planner.testing;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompileCache;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.Compiler;
import dev.varve.planner.compile.CompilerSettings;
import dev.varve.planner.compile.UnderstoodModel;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.ProjectFiles;
import dev.varve.planner.project.ProjectReader;
import dev.varve.planner.types.KnownTable;
import dev.varve.planner.types.TableFacts;
import dev.varve.planner.types.TableSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A project of sources with given columns and models with given texts, compiled in a test. */
public final class ModelProject {
  private static final Compiler COMPILER = new Compiler(CompilerSettings.of("UTC"));

  private final StringBuilder sources = new StringBuilder();
  private final Map<String, TableSchema> schemas = new TreeMap<>();
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private final Map<String, TableFacts> facts = new TreeMap<>();
  private String parameters = "";

  /** A source of Parquet files with columns as in {@code a INTEGER, b VARCHAR}. */
  public ModelProject source(String name, String columns) {
    sources.append("  ").append(name).append(": { path: data/").append(name).append(".parquet }\n");
    schemas.put(name, Tpch.schema(columns));
    return this;
  }

  /** What is known of a source's rows. */
  public ModelProject knowing(String source, TableFacts known) {
    facts.put(source, known);
    return this;
  }

  /** A declared parameter. */
  public ModelProject parameter(String name, String type) {
    parameters += "  " + name + ": { type: \"" + type + "\" }\n";
    return this;
  }

  /** A model by its name, {@code schema.table}, with its file's text. */
  public ModelProject model(String name, String text) {
    files.put("models/" + name.replace('.', '/') + ".sql", text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** A function by its name with its file's text. */
  public ModelProject function(String name, String text) {
    files.put("functions/" + name + ".sql", text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public ParsedProject parsed() {
    String yaml =
        "project: shop\n"
            + (sources.isEmpty() ? "" : "sources:\n" + sources)
            + (parameters.isEmpty() ? "" : "params:\n" + parameters);
    TreeMap<String, byte[]> all = new TreeMap<>(files);
    all.put("varve.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    return ProjectReader.parse(new ProjectFiles(all));
  }

  public Compilation compile() {
    return compile(CompileCache.NONE);
  }

  public Compilation compile(CompileCache cache) {
    return compile(COMPILER, cache);
  }

  public Compilation compile(Compiler compiler, CompileCache cache) {
    return compile(parsed(), compiler, cache);
  }

  /** With tables that stay as they are, each with columns as in {@code a INTEGER, b VARCHAR}. */
  public Compilation compileHolding(Map<String, String> held, CompileCache cache) {
    Map<String, KnownTable> tables = new TreeMap<>();
    held.forEach(
        (table, columns) ->
            tables.put(table, new KnownTable(Tpch.schema(columns), TableFacts.NONE)));
    ParsedProject parsed = parsed();
    return COMPILER.compile(
        parsed.project().orElseThrow(),
        parsed.broken().keySet(),
        parsed.brokenSources().keySet(),
        sourceTables(),
        tables,
        cache);
  }

  /** With a source whose declaration is wrong. */
  public Compilation compileWithBrokenSource(String source) {
    ParsedProject parsed = parsed();
    return COMPILER.compile(
        parsed.project().orElseThrow(),
        parsed.broken().keySet(),
        List.of(source),
        sourceTables(),
        Map.of(),
        CompileCache.NONE);
  }

  /** For whoever parsed already. */
  public Compilation compile(ParsedProject parsed, Compiler compiler, CompileCache cache) {
    return compiler.compile(
        parsed.project().orElseThrow(() -> new AssertionError(parsed.problems())),
        parsed.broken().keySet(),
        parsed.brokenSources().keySet(),
        sourceTables(),
        Map.of(),
        cache);
  }

  /** The one model of this name, which must be right. */
  public CompiledModel compiled(String name) {
    Compilation compilation = compile();
    return compilation.models().stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(compilation.problems()));
  }

  /** All models, which must be right, with what they were compiled from. */
  public List<UnderstoodModel> understood() {
    Compilation compilation = compile();
    if (!compilation.problems().isEmpty()) {
      throw new AssertionError(compilation.problems());
    }
    return COMPILER.understand(
        compilation, compilation.models().stream().map(CompiledModel::name).toList());
  }

  private Map<String, KnownTable> sourceTables() {
    Map<String, KnownTable> tables = new TreeMap<>();
    schemas.forEach(
        (name, schema) ->
            tables.put(name, new KnownTable(schema, facts.getOrDefault(name, TableFacts.NONE))));
    return tables;
  }

  /** The columns of every source. */
  public Map<String, TableSchema> sourceSchemas() {
    return new TreeMap<>(schemas);
  }

  /** The columns of every source and model. */
  public Map<String, TableSchema> schemas() {
    Map<String, TableSchema> all = new TreeMap<>(schemas);
    compile().models().forEach(model -> all.put(model.name(), model.schema()));
    return all;
  }

  /** Remembers what it is given, and can be asked how often. */
  public static final class MapCache implements CompileCache {
    private final Map<String, byte[]> entries = new TreeMap<>();
    private int saves;

    @Override
    public Optional<byte[]> load(Fingerprint key) {
      return Optional.ofNullable(entries.get(key.hex()));
    }

    @Override
    public void save(Fingerprint key, byte[] value) {
      entries.put(key.hex(), value);
      saves++;
    }

    public int saves() {
      return saves;
    }
  }
}

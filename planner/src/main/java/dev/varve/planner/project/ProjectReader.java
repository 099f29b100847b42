package dev.varve.planner.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.function.FunctionFile;
import dev.varve.planner.project.function.FunctionFolder;
import dev.varve.planner.project.table.GivenTables;
import dev.varve.planner.project.table.TableParameter;
import dev.varve.planner.project.table.TableRows;
import dev.varve.planner.project.table.WrittenRows;
import dev.varve.planner.project.text.FileText;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a project of its files. */
public final class ProjectReader {
  /** What cannot be said of a model while {@code varve.yaml} is unreadable. */
  private static final List<String> DECLARED = List.of("UNKNOWN_PARAMETER", "UNKNOWN_PROFILE");

  private final ProjectFiles files;
  private final List<Problem> problems = new ArrayList<>();

  private ProjectReader(ProjectFiles files) {
    this.files = files;
  }

  /**
   * Reads a project that has to be right.
   *
   * @throws InputException with every problem
   */
  public static Project read(ProjectFiles files) {
    ParsedProject parsed = parse(files);
    if (!parsed.problems().isEmpty()) {
      throw new InputException(parsed.problems());
    }
    return parsed.project().orElseThrow();
  }

  /** Looks no further than {@code varve.yaml}; empty when something is wrong in it. */
  public static Optional<ProjectHome> home(byte[] configuration) {
    List<Problem> problems = new ArrayList<>();
    Configuration read = new ConfigurationReader(problems).read(configuration);
    return problems.isEmpty()
        ? read.name().map(name -> new ProjectHome(name, read.warehouse()))
        : Optional.empty();
  }

  /**
   * Reads as much as can be read; a model with a problem does not keep the others from being
   * planned.
   */
  public static ParsedProject parse(ProjectFiles files) {
    return new ProjectReader(files).parse();
  }

  private ParsedProject parse() {
    byte[] written = files.files().get(ProjectFiles.CONFIGURATION);
    if (written == null) {
      problems.add(
          Problem.of(
              "NO_PROJECT",
              "There is no varve.yaml.",
              "Name the folder of a project, or begin one with varve init."));
      return new ParsedProject(Optional.empty(), new TreeMap<>(), new TreeMap<>(), problems);
    }
    Configuration configuration = new ConfigurationReader(problems).read(written);
    ModelReader reader =
        new ModelReader(configuration.parameters(), configuration.profiles().keySet());
    // Each file is read by itself, and the list keeps the order of the files.
    List<ModelReader.Read> fromFiles =
        modelFiles().entrySet().parallelStream()
            .flatMap(file -> reader.read(file.getKey(), file.getValue()).stream())
            .toList();
    reserved("tests", "Audits are not run by this version yet.");
    List<FunctionFile> functions =
        FunctionFolder.read(files.files().subMap("functions/", "functions0"), problems);
    Map<String, TableParameter> tables = tables(configuration);
    List<ModelReader.Read> models = new ArrayList<>(fromFiles);
    for (TableParameter table : tables.values()) {
      TableName name = new TableName(TableParameter.SCHEMA, table.name());
      Optional<ModelFile> model = Optional.of(GivenTables.model(table));
      models.add(new ModelReader.Read(name, table.place(), model, List.of()));
    }
    if (fromFiles.isEmpty()) {
      problems.add(
          Problem.at(
              Place.startOf(ProjectFiles.CONFIGURATION),
              "NO_MODELS",
              "The project has no model: the folder models beside this file holds no .sql file.",
              "Write one, such as models/marts/revenue.sql."));
    }
    TreeMap<String, String> broken = new TreeMap<>();
    for (ModelReader.Read model : models) {
      model.problems().stream()
          .filter(problem -> configuration.readable() || !DECLARED.contains(problem.code()))
          .forEach(problems::add);
      if (model.model().isEmpty()) {
        broken.putIfAbsent(model.name().toString(), model.namePlace().file());
      }
    }
    checkNames(configuration, models, broken);
    checkSchemas(configuration, models);
    return new ParsedProject(
        project(configuration, tables, functions, models, broken),
        broken,
        new TreeMap<>(configuration.brokenSources()),
        problems);
  }

  /** Whoever wrote an audit believes that it counts. */
  private void reserved(String folder, String why) {
    // The character after the slash ends the range of all paths below the folder.
    for (String file : files.files().subMap(folder + "/", folder + "0").keySet()) {
      if (file.toLowerCase(Locale.ROOT).matches(".*\\.(sql|ya?ml)")) {
        problems.add(
            Problem.at(
                Place.startOf(file),
                "NOT_SUPPORTED",
                why,
                "Move the file away from " + folder + "."));
      }
    }
  }

  /** The parameters that are tables, with the rows of those that are in files. */
  private Map<String, TableParameter> tables(Configuration configuration) {
    Map<String, TableParameter> tables = new LinkedHashMap<>();
    for (TableParameter table : configuration.tables().values()) {
      Optional<Scalar> file = table.file();
      byte[] bytes = file.map(path -> files.files().get(path.text())).orElse(null);
      tables.put(table.name(), table);
      if (bytes != null) {
        tables.put(table.name(), table.with(rows(table, file.get().text(), bytes)));
      } else if (file.isPresent()) {
        problems.add(
            Problem.at(
                file.get().place(),
                "NO_SUCH_FILE",
                "There is no file " + file.get().text() + " in the project.",
                Nearest.hint(file.get().text(), files.files().subMap("params/", "params0").keySet())
                    + "Put it there, or write rows in its stead."));
      }
    }
    return tables;
  }

  private TableRows rows(TableParameter table, String file, byte[] bytes) {
    try {
      String text = FileText.decode(file, bytes).text();
      return new WrittenRows(table.table(), table.columns(), problems).csv(file, text);
    } catch (InputException e) {
      problems.addAll(e.problems());
      return new TableRows(List.of());
    }
  }

  private SortedMap<String, byte[]> modelFiles() {
    // The character after the slash ends the range of all paths below the folder.
    return files.files().subMap(ProjectFiles.MODELS, "models0");
  }

  /** With whatever is wrong told beside it, so that the rest can be looked at all the same. */
  private static Optional<Project> project(
      Configuration configuration,
      Map<String, TableParameter> tables,
      List<FunctionFile> functions,
      List<ModelReader.Read> models,
      SortedMap<String, String> broken) {
    if (!configuration.readable()) {
      return Optional.empty();
    }
    return Optional.of(
        new Project(
            configuration.name().orElse(""),
            configuration.warehouse(),
            configuration.timezone(),
            configuration.sources(),
            configuration.parameters(),
            tables,
            configuration.defaults(),
            configuration.profiles(),
            functions,
            models.stream()
                .flatMap(read -> read.model().stream())
                .filter(model -> !broken.containsKey(model.name()))
                .sorted(Comparator.comparing(ModelFile::name))
                .toList()));
  }

  /**
   * A table has one maker. To the engine, and to some file systems, names that differ only in case
   * are one name.
   */
  private void checkNames(
      Configuration configuration,
      List<ModelReader.Read> models,
      SortedMap<String, String> broken) {
    TreeMap<String, Declared> first = new TreeMap<>();
    for (SourceDeclaration source : configuration.sources().values()) {
      Declared declared = new Declared("source", source.name(), source.place());
      Declared other = first.putIfAbsent(folded(source.name()), declared);
      if (other != null) {
        problems.add(taken(declared, other));
      }
    }
    for (ModelReader.Read model : models) {
      String name = model.name().toString();
      Declared declared = new Declared("model", name, model.namePlace());
      Declared other = first.putIfAbsent(folded(name), declared);
      if (other != null) {
        problems.add(taken(declared, other).ofModel(name));
        broken.putIfAbsent(name, model.namePlace().file());
        if (other.kind().equals("model")) {
          broken.putIfAbsent(other.name(), other.place().file());
        }
      }
    }
  }

  /** Something with a table's name. */
  private record Declared(String kind, String name, Place place) {}

  private static Problem taken(Declared declared, Declared other) {
    boolean same = declared.name().equals(other.name());
    return Problem.at(
        declared.place(),
        "DUPLICATE_NAME",
        same
            ? "There is already a " + other.kind() + " " + other.name() + "."
            : "The "
                + declared.kind()
                + " "
                + declared.name()
                + " and the "
                + other.kind()
                + " "
                + other.name()
                + " differ only in case.",
        "Rename this one or the one at " + other.place() + ".");
  }

  private void checkSchemas(Configuration configuration, List<ModelReader.Read> models) {
    Map<String, Declared> first = new TreeMap<>();
    for (SourceDeclaration source : configuration.sources().values()) {
      checkSchema(first, TableName.of(source.name(), ""), "source", source.place());
    }
    for (ModelReader.Read model : models) {
      checkSchema(first, model.name(), "model", model.namePlace());
    }
  }

  private void checkSchema(Map<String, Declared> first, TableName name, String kind, Place place) {
    Declared declared = new Declared(kind, name.schema(), place);
    Declared other = first.putIfAbsent(folded(name.schema()), declared);
    if (other != null && !other.name().equals(name.schema())) {
      problems.add(
          Problem.at(
              place,
              "SCHEMAS_DIFFER_IN_CASE",
              "The schema " + name.schema() + " is written " + other.name() + " elsewhere.",
              "Write it in one way; the other is at " + other.place() + "."));
      // One report for each spelling is enough.
      first.put(folded(name.schema()), declared);
    }
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

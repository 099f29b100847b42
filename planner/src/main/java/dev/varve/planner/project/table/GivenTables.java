package dev.varve.planner.project.table;

import dev.varve.planner.Problem;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.ModelHeader;
import dev.varve.planner.project.ParsedProject;
import dev.varve.planner.project.Project;
import dev.varve.planner.project.sql.ModelSqlReader;
import dev.varve.planner.project.sql.SqlLexer;
import dev.varve.planner.project.text.FileText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tables that stand for parameters. Each is a model whose query holds the rows: it is built,
 * compared and read as any other, and who does not read what changed in it is not rebuilt.
 */
public final class GivenTables {
  private final List<Problem> problems = new ArrayList<>();

  /** A project with the rows of one build, and what is wrong with them. */
  public record Given(ParsedProject project, List<Problem> problems) {
    public Given {
      problems = List.copyOf(problems);
    }
  }

  private GivenTables() {}

  /**
   * Puts the rows that somebody gave in the place of those declared.
   *
   * @param given texts by the parameters' names: a JSON array, or what a CSV file holds
   */
  public static Given in(ParsedProject parsed, Map<String, String> given) {
    Project project = parsed.project().orElseThrow();
    if (project.tables().isEmpty()) {
      return new Given(parsed, List.of());
    }
    GivenTables tables = new GivenTables();
    Map<String, ModelFile> models = new TreeMap<>();
    project.models().forEach(model -> models.put(model.name(), model));
    for (TableParameter table : project.tables().values()) {
      String text = given.get(table.name());
      if (text != null) {
        models.put(table.table(), model(table.with(tables.rows(table, text))));
      } else if (table.rows().isEmpty()) {
        tables.problems.add(missing(table));
      }
    }
    ParsedProject with =
        new ParsedProject(
            Optional.of(project.withModels(List.copyOf(models.values()))),
            parsed.broken(),
            parsed.brokenSources(),
            parsed.problems());
    return new Given(with, tables.problems);
  }

  private TableRows rows(TableParameter table, String text) {
    WrittenRows rows = new WrittenRows(table.table(), table.columns(), problems);
    return text.stripLeading().startsWith("[")
        ? rows.json(text, table.place())
        : rows.csv("--param " + table.name(), text);
  }

  private static Problem missing(TableParameter table) {
    return Problem.at(
        table.place(),
        "PARAMETER_MISSING",
        "The parameter " + table.name() + " has no rows.",
        "Give them as a JSON array or as what a CSV file holds, --param "
            + table.name()
            + "=…, or write rows here.");
  }

  /** The model of a table; without rows it is there all the same, for who asks about columns. */
  public static ModelFile model(TableParameter table) {
    String sql = table.rows().orElse(new TableRows(List.of())).sql(table.columns());
    String file = table.place().file();
    ModelHeader header = ModelHeader.described(table.description());
    return new ModelFile(
        table.table(),
        file,
        sql,
        header,
        ModelSqlReader.read(
                new FileText(file, sql),
                SqlLexer.tokens(sql),
                Map.of(),
                Map.of(),
                new ArrayList<>())
            .orElseThrow(),
        Optional.empty());
  }
}

package dev.varve.planner.project.function;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.classify.FunctionList;
import dev.varve.planner.function.Primitives;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the folder {@code functions}: one function a file, named by it. */
public final class FunctionFolder {
  /** Words that the engine's grammar takes for something else before it looks for a function. */
  private static final TreeSet<String> WORDS =
      new TreeSet<>(
          List.of(
              "all",
              "any",
              "array",
              "between",
              "case",
              "cast",
              "coalesce",
              "columns",
              "cube",
              "current_localtime",
              "current_time",
              "current_timestamp",
              "exists",
              "extract",
              "grouping",
              "grouping_id",
              "in",
              "interval",
              "lambda",
              "localtime",
              "localtimestamp",
              "not",
              "operator",
              "overlay",
              "rollup",
              "row",
              "select",
              "some",
              "treat",
              "try",
              "try_cast",
              "unpack",
              "values",
              "xmlelement"));

  private FunctionFolder() {}

  /**
   * Reads all functions that can be read.
   *
   * @param files of the folder by path
   * @param problems gets what is wrong with the others
   * @return by name
   */
  public static List<FunctionFile> read(SortedMap<String, byte[]> files, List<Problem> problems) {
    List<FunctionFile> functions = new ArrayList<>();
    TreeMap<String, String> first = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String path = file.getKey();
      String lower = path.toLowerCase(Locale.ROOT);
      if (lower.matches(".*\\.ya?ml")) {
        problems.add(
            Problem.at(
                Place.startOf(path),
                "NOT_SUPPORTED",
                "Functions are declared in the files that hold them.",
                "Move what is in it into the headers of the .sql files."));
      } else if (lower.endsWith(".sql")) {
        String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".sql".length());
        if (free(path, name, first, problems)) {
          FunctionReader.read(path, name, file.getValue(), problems).ifPresent(functions::add);
        }
      }
    }
    functions.sort(Comparator.comparing(FunctionFile::name));
    return functions;
  }

  private static boolean free(
      String path, String name, Map<String, String> first, List<Problem> problems) {
    Place place = Place.startOf(path);
    String folded = name.toLowerCase(Locale.ROOT);
    int before = problems.size();
    String other = first.putIfAbsent(folded, path);
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      problems.add(
          Problem.at(
              place,
              "BAD_NAME",
              "A function cannot be called " + name + ".",
              "Name the file in letters, digits and underscores."));
    } else if (other != null) {
      problems.add(
          Problem.at(
              place,
              "DUPLICATE_NAME",
              "There is already a function " + name + "; case makes no difference.",
              "Rename this file or " + other + "."));
    } else if (Primitives.macro(name) != null
        || WORDS.contains(folded)
        || FunctionList.reviewed().isEngineFunction(folded)) {
      problems.add(
          Problem.at(
              place,
              "FUNCTION_EXISTS",
              "The name " + name + " is taken: calls of it mean the built-in function.",
              "Rename the file, for instance to my_" + folded + ".sql."));
    }
    return problems.size() == before;
  }
}

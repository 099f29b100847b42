package dev.varve.planner.project.selection;

import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.project.selection.Selection.Selectable;
import dev.varve.planner.project.selection.Selection.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the models that a selection names, in one project. */
final class Selector {
  private final TreeMap<String, Selectable> models = new TreeMap<>();
  private final TreeMap<String, List<String>> readers = new TreeMap<>();
  private final TreeSet<String> sources = new TreeSet<>();
  private final Set<String> changed;
  private final List<Problem> problems = new ArrayList<>();

  Selector(Collection<Selectable> models, Set<String> changed) {
    models.forEach(model -> this.models.put(model.name(), model));
    this.changed = changed;
    for (Selectable model : this.models.values()) {
      for (String input : model.dependsOn()) {
        readers.computeIfAbsent(input, name -> new ArrayList<>()).add(model.name());
        if (!this.models.containsKey(input)) {
          sources.add(input);
        }
      }
    }
  }

  SortedSet<String> select(Selection selection) {
    TreeSet<String> selected = new TreeSet<>();
    if (selection.isAll()) {
      selected.addAll(models.keySet());
    }
    for (List<Term> joined : selection.union()) {
      TreeSet<String> intersection = new TreeSet<>(models.keySet());
      int mistakes = problems.size();
      for (Term term : joined) {
        intersection.retainAll(expanded(term));
      }
      boolean mayBeEmpty =
          joined.stream().anyMatch(term -> term.method() == Selection.Method.CHANGED);
      if (intersection.isEmpty() && mistakes == problems.size() && !mayBeEmpty) {
        nothing(
            "No model is in all of the terms that commas join.",
            "A space in place of a comma selects what is in any of them.");
      }
      selected.addAll(intersection);
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return selected;
  }

  private Set<String> expanded(Term term) {
    Set<String> named = named(term);
    TreeSet<String> expanded = new TreeSet<>(named);
    if (term.withInputs()) {
      reach(
          named,
          expanded,
          name -> models.containsKey(name) ? models.get(name).dependsOn() : List.of());
    }
    if (term.withReaders()) {
      reach(named, expanded, name -> readers.getOrDefault(name, List.of()));
    }
    expanded.retainAll(models.keySet());
    return expanded;
  }

  /** Where an edge leads. */
  private interface Edges {
    Collection<String> from(String name);
  }

  private static void reach(Set<String> from, Set<String> reached, Edges edges) {
    TreeSet<String> seen = new TreeSet<>(from);
    ArrayDeque<String> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (String next : edges.from(open.remove())) {
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    reached.addAll(seen);
  }

  private Set<String> named(Term term) {
    return switch (term.method()) {
      case CHANGED -> new TreeSet<>(changed);
      case TAG -> tagged(term);
      case PATH -> below(term);
      case NAME -> isGlob(term.text()) ? globbed(term) : exact(term);
    };
  }

  private Set<String> tagged(Term term) {
    Pattern glob = glob(term.text());
    Set<String> found =
        matching(model -> model.tags().stream().anyMatch(tag -> glob.matcher(tag).matches()));
    if (found.isEmpty()) {
      TreeSet<String> tags = new TreeSet<>();
      models.values().forEach(model -> tags.addAll(model.tags()));
      nothing(
          "No model has the tag " + term.text() + ".",
          Nearest.hint(term.text(), tags)
              + (tags.isEmpty()
                  ? "Write tags: in the headers of models."
                  : "There are: " + String.join(", ", tags) + "."));
    }
    return found;
  }

  private Set<String> below(Term term) {
    String path = term.text().replaceFirst("^\\./", "").replaceFirst("/+$", "");
    Pattern glob = glob(path);
    Set<String> found =
        matching(
            model ->
                model.file().equals(path)
                    || model.file().startsWith(path + "/")
                    || (isGlob(path) && glob.matcher(model.file()).matches()));
    if (found.isEmpty()) {
      TreeSet<String> paths = new TreeSet<>();
      for (Selectable model : models.values()) {
        paths.add(model.file());
        for (int slash = model.file().lastIndexOf('/');
            slash > 0;
            slash = model.file().lastIndexOf('/', slash - 1)) {
          paths.add(model.file().substring(0, slash));
        }
      }
      nothing(
          "There is no model in " + term.text() + ".",
          Nearest.hint(path, paths)
              + "Write a file or folder from the project's folder, as in path:models/marts.");
    }
    return found;
  }

  private Set<String> globbed(Term term) {
    Pattern glob = glob(term.text());
    boolean whole = term.text().indexOf('.') >= 0;
    Set<String> found =
        matching(model -> glob.matcher(whole ? model.name() : table(model.name())).matches());
    if (found.isEmpty()) {
      String schema = whole ? term.text().substring(0, term.text().indexOf('.')) : "";
      nothing(
          "No model's name matches " + term.text() + ".",
          isGlob(schema) || schema.isEmpty() || schemas().contains(schema)
              ? "See the names with varve plan."
              : Nearest.hint(schema, schemas())
                  + "Schemas are: "
                  + String.join(", ", schemas())
                  + ".");
    }
    return found;
  }

  private Set<String> exact(Term term) {
    String sought = term.text();
    Set<String> found = matching(model -> model.name().equalsIgnoreCase(sought));
    if (found.isEmpty() && sought.indexOf('.') < 0) {
      found = matching(model -> table(model.name()).equalsIgnoreCase(sought));
      if (found.size() > 1) {
        problems.add(
            Problem.of(
                "AMBIGUOUS_SELECTION",
                "More than one model is called " + sought + ".",
                "Name one with its schema: " + String.join(", ", found) + "."));
        return Set.of();
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    if (sources.contains(sought)) {
      if (!term.withReaders()) {
        nothing(
            sought + " is a source, and only models are built.",
            "Write " + sought + "+ for the models that read it.");
      }
      return Set.of(sought);
    }
    nothing(
        "There is no model " + sought + ".",
        schemas().contains(sought)
            ? "It is a schema: write " + sought + ".* for its models."
            : Nearest.hint(sought, models.keySet()) + "See the names with varve plan.");
    return Set.of();
  }

  private Set<String> matching(Predicate<Selectable> wanted) {
    TreeSet<String> found = new TreeSet<>();
    models.values().stream().filter(wanted).forEach(model -> found.add(model.name()));
    return found;
  }

  private void nothing(String message, String mend) {
    problems.add(Problem.of("UNKNOWN_SELECTION", message, mend));
  }

  private Set<String> schemas() {
    TreeSet<String> schemas = new TreeSet<>();
    models.keySet().forEach(name -> schemas.add(name.substring(0, name.indexOf('.'))));
    return schemas;
  }

  private static String table(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  private static boolean isGlob(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /** A star stands for any characters, a question mark for one. */
  private static Pattern glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }
}

package dev.varve.planner.project.selection;

import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * Which models a build is asked for. Terms are united; terms joined by a comma are intersected. A
 * term is a name, a glob such as {@code marts.*}, {@code tag:daily}, {@code path:models/marts} or
 * {@code changed}; a {@code +} before it adds all that it reads, one behind it all that reads it.
 */
public record Selection(List<List<Term>> union) {
  private static final List<String> METHODS = List.of("tag", "path");

  /** Every model. */
  public static final Selection ALL = new Selection(List.of());

  /** What a term looks at. */
  public enum Method {
    NAME,
    TAG,
    PATH,
    CHANGED
  }

  /** One term, without its plus signs in {@code text}. */
  public record Term(Method method, String text, boolean withInputs, boolean withReaders) {
    @Override
    public String toString() {
      String shown =
          switch (method) {
            case NAME -> text;
            case TAG -> "tag:" + text;
            case PATH -> "path:" + text;
            case CHANGED -> "changed";
          };
      return (withInputs ? "+" : "") + shown + (withReaders ? "+" : "");
    }
  }

  /** A model as a selection sees it; {@code dependsOn} may name sources too. */
  public record Selectable(
      String name, String file, Collection<String> tags, Collection<String> dependsOn) {}

  public Selection {
    union = union.stream().map(List::copyOf).toList();
  }

  /**
   * Reads terms, several in one text when spaces are between them.
   *
   * @throws InputException with every term that is none
   */
  public static Selection parse(List<String> expressions) {
    List<Problem> problems = new ArrayList<>();
    List<List<Term>> union = new ArrayList<>();
    for (String expression : expressions) {
      for (String joined : expression.strip().split("\\s+", -1)) {
        List<Term> terms = new ArrayList<>();
        for (String written : joined.split(",", -1)) {
          term(expression, written, terms, problems);
        }
        union.add(terms);
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    return new Selection(union);
  }

  private static void term(
      String expression, String written, List<Term> terms, List<Problem> problems) {
    boolean withInputs = written.startsWith("+");
    boolean withReaders = written.length() > 1 && written.endsWith("+");
    String body = written.substring(withInputs ? 1 : 0, written.length() - (withReaders ? 1 : 0));
    int colon = body.indexOf(':');
    String method = colon < 0 ? "" : body.substring(0, colon);
    String text = body.substring(colon + 1);
    if (text.isEmpty()) {
      problems.add(
          Problem.of(
              "BAD_SELECTION",
              "The selection \"" + expression + "\" has an empty term.",
              "Write a model's name, marts.*, tag:daily, path:models/marts or changed."));
    } else if (colon >= 0 && !METHODS.contains(method)) {
      problems.add(
          Problem.of(
              "BAD_SELECTION",
              "Models cannot be selected by " + method + ":.",
              Nearest.of(method, METHODS).map(m -> "Did you mean " + m + ":? ").orElse("")
                  + "Write a model's name, marts.*, tag:daily, path:models/marts or changed."));
    } else {
      terms.add(
          new Term(
              switch (method) {
                case "tag" -> Method.TAG;
                case "path" -> Method.PATH;
                default -> text.equals("changed") ? Method.CHANGED : Method.NAME;
              },
              text,
              withInputs,
              withReaders));
    }
  }

  /** Whether it is every model. */
  public boolean isAll() {
    return union.isEmpty();
  }

  /**
   * The names of the models selected.
   *
   * @param models all models of the project
   * @param changed what {@code changed} stands for
   * @throws InputException when a term other than {@code changed} finds nothing
   */
  public SortedSet<String> select(Collection<Selectable> models, Set<String> changed) {
    return new Selector(models, changed).select(this);
  }
}

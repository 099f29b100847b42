package dev.varve.planner.diff;

import dev.varve.planner.build.Ingredient;
import dev.varve.planner.build.Ingredient.Kind;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.project.ModelFile;
import dev.varve.planner.project.ModelHeader;
import dev.varve.planner.project.contract.ColumnContract;
import dev.varve.planner.project.contract.Evolution;
import dev.varve.planner.project.sql.SqlLexer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What changed of a model besides its query.
 *
 * @param values settings and parameters that any value may depend on, and that have other values
 * @param stored how rows are stored and what is checked of them
 * @param documentation what changes nothing that is computed or stored
 */
record FactEdits(List<Edit> values, List<Edit> stored, List<Edit> documentation) {
  private static final String TIMEZONE = "setting timezone";

  static final String ROW_ORDER = "order of the rows";

  private static final Set<Kind> VALUES =
      EnumSet.of(Kind.ENGINE, Kind.SETTING, Kind.PARAMETER, Kind.CLOCK);

  FactEdits {
    values = List.copyOf(values);
    stored = List.copyOf(stored);
    documentation = List.copyOf(documentation);
  }

  static FactEdits between(ModelVersion before, ModelVersion after) {
    List<Edit> values = values(before, after);
    List<Edit> stored = stored(before, after);
    List<Edit> documentation = documentation(before.file(), after.file());
    boolean other = !before.file().text().equals(after.file().text());
    if (other
        && values.isEmpty()
        && stored.isEmpty()
        && documentation.isEmpty()
        && sameCode(before.file(), after.file())) {
      String what = "comments or layout";
      documentation.add(new Edit(Edit.Kind.CHANGED, what, Optional.empty(), Optional.empty()));
    }
    return new FactEdits(values, stored, documentation);
  }

  boolean any() {
    return !values.isEmpty() || !stored.isEmpty() || !documentation.isEmpty();
  }

  private static List<Edit> values(ModelVersion before, ModelVersion after) {
    Map<String, String> old = named(before, VALUES);
    List<Edit> edits = new ArrayList<>();
    named(after, VALUES)
        .forEach(
            (name, now) -> {
              String was = old.get(name);
              boolean value = !name.startsWith("setting ") || name.equals(TIMEZONE);
              // What only one of them asks for is a change of the query.
              if (value && was != null && !was.equals(now)) {
                edits.add(Edit.changed(name, was, now));
              }
            });
    return edits;
  }

  private static List<Edit> stored(ModelVersion before, ModelVersion after) {
    List<Edit> edits = new ArrayList<>();
    for (Set<Kind> kinds : List.of(EnumSet.of(Kind.CONTRACT), EnumSet.of(Kind.ORDER))) {
      edits.addAll(each(named(before, kinds), named(after, kinds)));
    }
    Map<String, String> old = settings(before);
    Map<String, String> now = settings(after);
    edits.addAll(each(old, now));
    return edits;
  }

  private static List<Edit> each(Map<String, String> old, Map<String, String> now) {
    List<Edit> edits = new ArrayList<>();
    old.forEach(
        (name, was) -> {
          if (!now.containsKey(name)) {
            edits.add(Edit.removed(name, was));
          } else if (!now.get(name).equals(was)) {
            edits.add(Edit.changed(name, shown(was), shown(now.get(name))));
          }
        });
    now.forEach(
        (name, is) -> {
          if (!old.containsKey(name)) {
            edits.add(Edit.added(name, is));
          }
        });
    return edits;
  }

  private static String shown(String text) {
    return text.isEmpty() ? "as they come" : text;
  }

  /** Settings that change files and no value. */
  private static Map<String, String> settings(ModelVersion version) {
    Map<String, String> settings = named(version, EnumSet.of(Kind.SETTING));
    settings.remove(TIMEZONE);
    return settings;
  }

  private static Map<String, String> named(ModelVersion version, Set<Kind> kinds) {
    Map<String, String> values = new TreeMap<>();
    for (Ingredient ingredient : version.ingredients()) {
      if (kinds.contains(ingredient.kind())) {
        values.put(title(ingredient), plain(ingredient));
      }
    }
    return values;
  }

  /** Terms of an order without what goes without saying. */
  private static String plain(Ingredient ingredient) {
    return ingredient.kind() == Kind.ORDER
        ? ingredient
            .value()
            .replace(" ASC NULLS LAST", "")
            .replace(" DESC NULLS LAST", " desc")
            .replace("\"", "")
        : ingredient.value();
  }

  private static String title(Ingredient ingredient) {
    return switch (ingredient.kind()) {
      case CONTRACT ->
          ingredient.name().equals("key") && !ingredient.value().equals("not null")
              ? "key"
              : "contract of " + ingredient.name();
      case ORDER -> ingredient.name().equals("tier") ? "tier" : ROW_ORDER;
      case CLOCK -> "clock " + ingredient.name().toLowerCase(Locale.ROOT);
      default -> ingredient.kind().name().toLowerCase(Locale.ROOT) + " " + ingredient.name();
    };
  }

  private static List<Edit> documentation(ModelFile before, ModelFile after) {
    List<Edit> edits = new ArrayList<>();
    ModelHeader old = before.header();
    ModelHeader now = after.header();
    text("file", before.file(), after.file(), edits);
    text("description", old.description(), now.description(), edits);
    text("tags", String.join(", ", old.tags()), String.join(", ", now.tags()), edits);
    text("profile", old.profile().orElse(""), now.profile().orElse(""), edits);
    text("evolution", word(old.evolution()), word(now.evolution()), edits);
    text(
        "partition by",
        String.join(", ", old.partitionBy()),
        String.join(", ", now.partitionBy()),
        edits);
    Set<String> columns = new LinkedHashSet<>(now.columns().keySet());
    columns.addAll(old.columns().keySet());
    for (String column : columns) {
      text("description of " + column, described(old, column), described(now, column), edits);
      text("type declared of " + column, typed(old, column), typed(now, column), edits);
    }
    return edits;
  }

  private static String word(Optional<Evolution> evolution) {
    return evolution.map(chosen -> chosen.name().toLowerCase(Locale.ROOT)).orElse("");
  }

  private static String described(ModelHeader header, String column) {
    ColumnContract contract = header.columns().get(column);
    return contract == null ? "" : contract.description();
  }

  private static String typed(ModelHeader header, String column) {
    ColumnContract contract = header.columns().get(column);
    return contract == null ? "" : contract.type().orElse("");
  }

  private static void text(String what, String before, String after, List<Edit> edits) {
    if (before.equals(after)) {
      return;
    }
    if (before.isEmpty()) {
      edits.add(Edit.added(what, after));
    } else if (after.isEmpty()) {
      edits.add(Edit.removed(what, before));
    } else {
      edits.add(Edit.changed(what, before, after));
    }
  }

  /** Whether nothing but comments and what stands between the tokens differs. */
  private static boolean sameCode(ModelFile before, ModelFile after) {
    return code(before.text()).equals(code(after.text()));
  }

  private static List<String> code(String text) {
    return SqlLexer.tokens(text).stream()
        .filter(token -> !token.kind().isComment())
        .map(token -> token.in(text))
        .toList();
  }

  /** Whether the header says otherwise how rows are ordered. */
  static boolean declaresOtherOrder(ModelFile before, ModelFile after) {
    return !terms(before).equals(terms(after))
        || !before.header().key().equals(after.header().key());
  }

  private static List<String> terms(ModelFile file) {
    return file.header().orderBy().stream()
        .map(term -> term.column() + " " + term.descending() + " " + term.nullsFirst())
        .toList();
  }

  /** The names and stored types of a table's columns, in order. */
  static List<String> shape(List<OutputColumn> columns) {
    return columns.stream()
        .map(column -> column.name() + " " + column.stored().deltaType())
        .toList();
  }
}

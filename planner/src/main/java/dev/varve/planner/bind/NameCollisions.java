package dev.varve.planner.bind;

import dev.varve.planner.bind.Complaint.Kind;
import dev.varve.planner.bind.Json.Fields;
import dev.varve.planner.bind.Json.Items;
import dev.varve.planner.bind.Json.Text;
import dev.varve.planner.bind.Json.Word;
import dev.varve.planner.types.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Columns of one name from two sides of a join, in one list of columns. The engine calls the second
 * {@code id_1} without a word, and whoever reads {@code id} gets the first. Where a side is not
 * plain enough to tell whose column it is nothing is said.
 */
final class NameCollisions {
  private static final Set<String> JOINS =
      new TreeSet<>(
          List.of(
              "LOGICAL_ANY_JOIN",
              "LOGICAL_ASOF_JOIN",
              "LOGICAL_COMPARISON_JOIN",
              "LOGICAL_CROSS_PRODUCT",
              "LOGICAL_POSITIONAL_JOIN"));
  private static final Set<String> BOTH_SIDES =
      new TreeSet<>(List.of("", "INNER", "LEFT", "RIGHT", "OUTER"));
  private static final Set<String> SAME_COLUMNS =
      new TreeSet<>(List.of("LOGICAL_FILTER", "LOGICAL_LIMIT", "LOGICAL_ORDER_BY"));
  private static final String SUBQUERY = "a subquery";

  private NameCollisions() {}

  static Optional<Complaint> check(Fields operator) {
    if (operator.text("type").equals("LOGICAL_PROJECTION")) {
      Optional<Complaint> here = projection(operator);
      if (here.isPresent()) {
        return here;
      }
    }
    List<Fields> children = operator.objects("children");
    if (operator.text("type").equals("LOGICAL_AGGREGATE_AND_GROUP_BY")
        && children.get(0).text("type").equals("LOGICAL_LIMIT")) {
      // So EXISTS is bound where its query depends on nothing outside.
      return Optional.empty();
    }
    // On the other side of EXISTS and IN no names are given to anybody.
    int named = keepsBothSides(operator) ? children.size() : Math.min(1, children.size());
    for (Fields child : children.subList(0, named)) {
      Optional<Complaint> below = check(child);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }

  private static boolean keepsBothSides(Fields operator) {
    return BOTH_SIDES.contains(operator.text("join_type"));
  }

  private static Optional<Complaint> projection(Fields projection) {
    Fields input = projection.objects("children").get(0);
    while (SAME_COLUMNS.contains(input.text("type"))) {
      input = input.objects("children").get(0);
    }
    List<String> tables = new ArrayList<>();
    if (!JOINS.contains(input.text("type")) || !columns(input, tables)) {
      return Optional.empty();
    }
    Map<String, Integer> seen = new TreeMap<>();
    for (Fields expression : projection.objects("expressions")) {
      if (!expression.text("type").equals("BOUND_REF")) {
        continue;
      }
      String name = expression.text("alias");
      int column =
          expression.find("index").orElse(null) instanceof Word index
              ? Integer.parseInt(index.text())
              : 0;
      if (column >= tables.size()) {
        return Optional.empty();
      }
      Integer earlier = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), column);
      if (earlier != null && earlier != column && !name.isEmpty()) {
        return Optional.of(collision(name, tables.get(earlier), tables.get(column)));
      }
    }
    return Optional.empty();
  }

  private static Complaint collision(String name, String one, String other) {
    return new Complaint(
        Kind.COLUMN_COLLISION,
        "Two columns of a join are called "
            + SqlNames.quote(name)
            + ": one of "
            + one
            + ", and one of "
            + (one.equals(other) ? other + " again" : other)
            + ".",
        "Join with USING ("
            + name
            + ") where they are the same, leave one out with * EXCLUDE, or give one an alias.",
        OptionalInt.empty(),
        "",
        List.of());
  }

  /** The table of each column, where that can be told. */
  private static boolean columns(Fields operator, List<String> tables) {
    String type = operator.text("type");
    if (JOINS.contains(type)) {
      List<Fields> sides = operator.objects("children");
      return keepsBothSides(operator)
          && sides.size() == 2
          && columns(sides.get(0), tables)
          && columns(sides.get(1), tables);
    }
    if (SAME_COLUMNS.contains(type)) {
      return columns(operator.objects("children").get(0), tables);
    }
    return switch (type) {
      case "LOGICAL_GET" -> add(tables, items(operator, "column_indexes"), table(operator));
      case "LOGICAL_PROJECTION" -> add(tables, items(operator, "expressions"), inner(operator));
      case "LOGICAL_CTE_REF" ->
          !isOfTheBinder(operator) && add(tables, items(operator, "bound_columns"), SUBQUERY);
      case "LOGICAL_AGGREGATE_AND_GROUP_BY" ->
          add(tables, items(operator, "groups") + items(operator, "expressions"), SUBQUERY);
      default -> false;
    };
  }

  /** Rows that a subquery depends on, whose columns stand behind its own. */
  private static boolean isOfTheBinder(Fields reference) {
    return reference.find("bound_columns").orElse(null) instanceof Items names
        && names.values().stream()
            .anyMatch(name -> name instanceof Text text && text.value().startsWith("__duckdb_"));
  }

  /** A view of one table stands for it. */
  private static String inner(Fields projection) {
    List<Fields> children = projection.objects("children");
    return children.size() == 1 && children.get(0).text("type").equals("LOGICAL_GET")
        ? table(children.get(0))
        : SUBQUERY;
  }

  private static String table(Fields get) {
    if (get.find("function_data").orElse(null) instanceof Fields data
        && data.find("qualified_name").orElse(null) instanceof Fields name
        && name.find("path").orElse(null) instanceof Items path
        && path.values().size() == 3
        && path.values().get(1) instanceof Text schema
        && path.values().get(2) instanceof Text table) {
      return StubCatalog.tableOf(schema.value(), table.value());
    }
    return SUBQUERY;
  }

  private static boolean add(List<String> tables, int columns, String table) {
    for (int i = 0; i < columns; i++) {
      tables.add(table);
    }
    return columns > 0;
  }

  private static int items(Fields fields, String name) {
    return fields.find(name).orElse(null) instanceof Items items ? items.values().size() : 0;
  }
}

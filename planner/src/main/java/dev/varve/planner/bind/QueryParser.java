package dev.varve.planner.bind;

import dev.varve.planner.Nearest;
import dev.varve.planner.bind.ClockMacros.Asked;
import dev.varve.planner.bind.Complaint.Kind;
import dev.varve.planner.bind.Json.Fields;
import dev.varve.planner.bind.Json.Items;
import dev.varve.planner.bind.Json.Text;
import dev.varve.planner.bind.Json.Word;
import dev.varve.planner.bind.ParsedQuery.TableName;
import dev.varve.planner.classify.FunctionList;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Walks the engine's syntax tree of a text: tables, uses of the clock, and what no model may do.
 */
final class QueryParser {
  private static final FunctionList FUNCTIONS = FunctionList.reviewed();

  private static final Set<String> QUERY_NODES =
      new TreeSet<>(List.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"));

  /** What stands without parentheses and is a function unless there is a column of the name. */
  private static final Pattern KEYWORD = Pattern.compile("current_|session_user|local");

  private final List<TableName> tables = new ArrayList<>();
  private final TreeSet<String> withNames = new TreeSet<>();
  private final TreeSet<String> functions = new TreeSet<>();
  private final List<TableName> tableFunctions = new ArrayList<>();
  private final EnumSet<Asked> clock = EnumSet.noneOf(Asked.class);
  private final List<Complaint> complaints = new ArrayList<>();

  private QueryParser() {}

  /** Reads what {@code json_serialize_sql} gave. */
  static ParsedQuery read(Fields document) {
    if (document.find("error").orElse(null) instanceof Word word && word.text().equals("true")) {
      return new ParsedQuery(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(EngineErrors.read(document, 0)));
    }
    QueryParser parser = new QueryParser();
    List<Fields> statements = document.objects("statements");
    if (statements.size() == 1) {
      parser.walk(statements.get(0), Scope.NONE);
    } else {
      parser.complain(
          Kind.SEVERAL_STATEMENTS,
          "A model is one query, and this is " + statements.size() + " statements.",
          "Keep one SELECT in the file.",
          OptionalInt.empty());
    }
    return new ParsedQuery(
        parser.tables,
        List.copyOf(parser.withNames),
        List.copyOf(parser.functions),
        parser.tableFunctions,
        List.copyOf(parser.clock),
        parser.complaints);
  }

  /** Names of the common table expressions that can be seen. */
  private record Scope(Set<String> names) {
    private static final Scope NONE = new Scope(Set.of());

    Scope with(String name) {
      Set<String> more = new TreeSet<>(names);
      more.add(name.toLowerCase(Locale.ROOT));
      return new Scope(more);
    }

    boolean sees(String name) {
      return names.contains(name.toLowerCase(Locale.ROOT));
    }
  }

  private void walk(Json json, Scope scope) {
    if (json instanceof Items items) {
      for (Json value : items.values()) {
        walk(value, scope);
      }
    } else if (json instanceof Fields fields) {
      visit(fields);
      Scope inner = commonTables(fields, scope);
      reference(fields, inner);
      for (int i = 0; i < fields.names().size(); i++) {
        if (!fields.names().get(i).equals("cte_map")) {
          walk(fields.values().get(i), inner);
        }
      }
    }
  }

  /** Walks the WITH of a query, each entry seeing those before it. */
  private Scope commonTables(Fields fields, Scope scope) {
    Scope inner = scope;
    if (fields.text("type").equals("RECURSIVE_CTE_NODE")) {
      inner = inner.with(fields.text("cte_name"));
    }
    if (fields.find("cte_map").orElse(null) instanceof Fields map) {
      for (Fields entry : map.objects("map")) {
        for (Json value : entry.values()) {
          walk(value, inner);
        }
        withNames.add(entry.text("key"));
        inner = inner.with(entry.text("key"));
      }
    }
    return inner;
  }

  private void reference(Fields fields, Scope scope) {
    if (!fields.text("type").equals("BASE_TABLE")) {
      return;
    }
    List<String> path = path(fields);
    if (fields.find("at_clause").orElse(null) instanceof Fields) {
      complain(
          Kind.FORBIDDEN_OPERATOR,
          "AT asks for another version of a table.",
          "Read the table without it.",
          offset(fields));
    }
    if (path.size() != 1 || !scope.sees(path.get(0))) {
      tables.add(new TableName(path, offset(fields).orElse(0)));
    }
  }

  private void visit(Fields fields) {
    String type = fields.text("type");
    if (type.endsWith("_NODE") && !QUERY_NODES.contains(type)) {
      complain(
          Kind.NOT_A_QUERY,
          "A model only reads, and this holds a statement that writes.",
          "Write a SELECT.",
          offset(fields));
    }
    switch (type) {
      case "TABLE_FUNCTION" -> tableFunction(fields);
      case "SHOW_REF" ->
          complain(
              Kind.NOT_A_QUERY,
              "DESCRIBE, SHOW and SUMMARIZE are no queries.",
              "Write a SELECT.",
              offset(fields));
      case "VALUE_CONSTANT" -> constant(fields);
      case "FUNCTION" -> function(fields);
      case "COLUMN_REF" -> keyword(fields);
      default -> {
        // Everything else is the binder's to judge; a window is a call too.
        if (!fields.text("function_name").isEmpty()) {
          functions.add(functionName(fields).toLowerCase(Locale.ROOT));
        }
      }
    }
  }

  private void constant(Fields fields) {
    if (fields.find("literal").orElse(null) instanceof Fields literal
        && literal.text("text").startsWith(ViewParameters.MARK)) {
      complain(
          Kind.FORBIDDEN_NAME,
          "A text that begins with \"" + ViewParameters.MARK + "\" means something to Varve.",
          "Write it in two parts, joined by ||.",
          offset(fields));
    }
  }

  private void tableFunction(Fields fields) {
    if (fields.find("function").orElse(null) instanceof Fields function) {
      String name = functionName(function);
      String folded = name.toLowerCase(Locale.ROOT);
      if (!FUNCTIONS.isEngineFunction(folded)) {
        tableFunctions.add(new TableName(path(function), offset(fields).orElse(0)));
      } else if (!FUNCTIONS.tableFunctions().contains(folded)) {
        boolean reads = name.toLowerCase(Locale.ROOT).matches("read_.*|.*_scan|glob|sniff_csv");
        complain(
            reads ? Kind.READS_FILE : Kind.FORBIDDEN_FUNCTION,
            "A model reads tables only, not " + name + "().",
            reads
                ? "Declare the files under sources in varve.yaml and read the source by its name."
                : Nearest.hint(name, FUNCTIONS.tableFunctions())
                    + "Read sources and models by their names.",
            offset(fields));
      }
    }
  }

  private void function(Fields fields) {
    String name = functionName(fields);
    int arguments = fields.objects("arguments").size() + fields.objects("children").size();
    if (name.equalsIgnoreCase("age") && arguments == 1) {
      complain(
          Kind.ESCAPED_CLOCK,
          "age() with one argument reads the engine's clock, not the build's time.",
          "Write age(current_date, …).",
          offset(fields));
      return;
    }
    FUNCTIONS
        .refusal(name)
        .ifPresent(
            why ->
                complain(
                    Kind.FORBIDDEN_FUNCTION,
                    "A model cannot call " + name + "().",
                    why,
                    offset(fields)));
    Asked asked = ClockMacros.asked(name);
    if (asked == null) {
      functions.add(name.toLowerCase(Locale.ROOT));
      return;
    }
    clock.add(asked);
    if (path(fields).size() > 1 || name.equalsIgnoreCase("current_localtime")) {
      complain(
          Kind.ESCAPED_CLOCK,
          String.join(".", path(fields)) + "() reads the engine's clock, not the build's time.",
          "Write now() or current_date, without a schema.",
          offset(fields));
    }
  }

  /** CURRENT_DATE and its like stand without parentheses and look like columns. */
  private void keyword(Fields fields) {
    if (fields.find("column_names").orElse(null) instanceof Items names
        && names.values().size() == 1
        && names.values().get(0) instanceof Text name) {
      String keyword = name.value().toLowerCase(Locale.ROOT);
      Asked asked = ClockMacros.asked(keyword);
      boolean isKeyword = KEYWORD.matcher(keyword).lookingAt();
      if (isKeyword && asked != null) {
        clock.add(asked);
      } else if (isKeyword) {
        functions.add(keyword);
      }
      if (keyword.equals("localtime") || keyword.equals("current_localtime")) {
        complain(
            Kind.ESCAPED_CLOCK,
            name.value() + " reads the engine's clock, not the build's time.",
            "Write CAST(localtimestamp AS TIME).",
            offset(fields));
      }
    }
  }

  private static String functionName(Fields function) {
    List<String> path = path(function);
    return path.isEmpty() ? function.text("function_name") : path.get(path.size() - 1);
  }

  private static List<String> path(Fields fields) {
    List<String> path = new ArrayList<>();
    if (fields.find("qualified_name").orElse(null) instanceof Fields qualified
        && qualified.find("path").orElse(null) instanceof Items parts) {
      for (Json part : parts.values()) {
        if (part instanceof Text text) {
          path.add(text.value());
        }
      }
    }
    return path;
  }

  private static OptionalInt offset(Fields fields) {
    if (fields.find("query_location").orElse(null) instanceof Word location) {
      long at = Double.valueOf(location.text()).longValue();
      return at < Integer.MAX_VALUE ? OptionalInt.of((int) at) : OptionalInt.empty();
    }
    return OptionalInt.of(0);
  }

  private void complain(Kind kind, String message, String mend, OptionalInt offset) {
    complaints.add(Complaint.of(kind, message, mend, offset));
  }
}

package dev.varve.planner.compile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.classify.Ties;
import dev.varve.planner.facts.Fact;
import dev.varve.planner.function.SqlMacro;
import dev.varve.planner.project.ModelHeader.Kind;
import dev.varve.planner.project.Tier;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.StoredType;
import dev.varve.planner.types.StoredTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads compiled models; fields that it does not know are skipped, absent ones are empty. */
final class CompiledModelReader {
  private final Map<String, StoredType> storedTypes = new TreeMap<>();

  /** Reads the object that the parser stands at the beginning of. */
  CompiledModel read(JsonParser in) throws IOException {
    String name = "";
    String file = "";
    String sql = "";
    String plan = "";
    String query = "";
    PlanPath path = PlanPath.NATIVE;
    ResultClass resultClass = ResultClass.VOLATILE;
    boolean threadSensitive = false;
    List<OutputColumn> columns = List.of();
    List<InputUse> inputs = List.of();
    OutputOrder.Basis basis = OutputOrder.Basis.ENGINE;
    List<String> order = List.of();
    List<String> parameters = List.of();
    List<SqlMacro> functions = List.of();
    List<ClockUse> clock = List.of();
    List<String> key = List.of();
    List<String> tags = List.of();
    String description = "";
    Optional<Tier> tier = Optional.empty();
    Optional<String> profile = Optional.empty();
    Kind kind = Kind.TABLE;
    List<Fact> facts = List.of();
    List<Ties> ties = List.of();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "name" -> name = in.getText();
        case "file" -> file = in.getText();
        case "sql" -> sql = in.getText();
        case "plan" -> plan = in.getText();
        case "query" -> query = in.getText();
        case "path" -> path = PlanPath.valueOf(in.getText());
        case "class" -> resultClass = ResultClass.valueOf(in.getText());
        case "threadSensitive" -> threadSensitive = in.getBooleanValue();
        case "columns" -> columns = columns(in, kind);
        case "inputs" -> inputs = inputs(in);
        case "orderBasis" -> basis = OutputOrder.Basis.valueOf(in.getText());
        case "order" -> order = JsonLists.read(in);
        case "parameters" -> parameters = JsonLists.read(in);
        case "functions" -> functions = functions(in);
        case "clock" -> clock = JsonLists.read(in).stream().map(ClockUse::valueOf).toList();
        case "key" -> key = JsonLists.read(in);
        case "tags" -> tags = JsonLists.read(in);
        case "description" -> description = in.getText();
        case "tier" -> tier = Optional.of(Tier.valueOf(in.getText()));
        case "profile" -> profile = Optional.of(in.getText());
        case "facts" -> facts = facts(in);
        case "ties" -> ties = ties(in);
        case "kind" -> kind = Kind.valueOf(in.getText());
        default -> in.skipChildren();
      }
    }
    return new CompiledModel(
        name,
        file,
        sql,
        new Fingerprint(plan),
        new Fingerprint(query.isEmpty() ? plan : query),
        path,
        resultClass,
        threadSensitive,
        columns,
        inputs,
        new OutputOrder(basis, order),
        parameters,
        functions,
        clock,
        key,
        tags,
        description,
        tier,
        profile,
        kind,
        facts,
        ties);
  }

  private static List<Ties> ties(JsonParser in) throws IOException {
    List<Ties> ties = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String choice = "";
      List<String> equal = List.of();
      List<String> apart = List.of();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "choice" -> choice = in.getText();
          case "equal" -> equal = JsonLists.read(in);
          case "apart" -> apart = JsonLists.read(in);
          default -> in.skipChildren();
        }
      }
      ties.add(new Ties(choice, equal, apart));
    }
    return ties;
  }

  private static List<Fact> facts(JsonParser in) throws IOException {
    List<Fact> facts = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      List<String> parts = JsonLists.read(in);
      facts.add(
          new Fact(parts.get(0), Fact.Kind.valueOf(parts.get(1)), parts.subList(2, parts.size())));
    }
    return facts;
  }

  private static List<SqlMacro> functions(JsonParser in) throws IOException {
    List<SqlMacro> functions = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      List<String> parts = JsonLists.read(in);
      functions.add(
          new SqlMacro(
              parts.get(0),
              SqlMacro.Kind.valueOf(parts.get(1).toUpperCase(Locale.ROOT)),
              parts.get(2)));
    }
    return functions;
  }

  private List<OutputColumn> columns(JsonParser in, Kind kind) throws IOException {
    List<OutputColumn> columns = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      in.nextToken();
      String name = in.getText();
      in.nextToken();
      String type = in.getText();
      List<Boolean> truths = new ArrayList<>();
      List<String> accepted = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
          accepted.add(in.getText());
        } else {
          truths.add(in.getBooleanValue());
        }
      }
      StoredType stored =
          kind == Kind.INLINE
              ? StoredType.ofNone(type)
              : storedTypes.computeIfAbsent(type, CompiledModelReader::stored);
      boolean notNull = truths.size() > 0 && truths.get(0);
      boolean unique = truths.size() > 1 && truths.get(1);
      columns.add(new OutputColumn(name, type, stored, notNull, unique, accepted));
    }
    return columns;
  }

  private static StoredType stored(String type) {
    if (StoredTypes.of(EngineType.parse(type)) instanceof StoredType stored) {
      return stored;
    }
    throw new IllegalArgumentException("a compiled model has a column that cannot be stored");
  }

  private static List<InputUse> inputs(JsonParser in) throws IOException {
    List<InputUse> inputs = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String table = "";
      boolean isSource = false;
      List<String> columns = List.of();
      boolean allColumns = false;
      boolean counts = true;
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "source", "table" -> {
            table = in.getText();
            isSource = field.equals("source");
          }
          case "columns" -> columns = JsonLists.read(in);
          case "allColumns" -> allColumns = in.getBooleanValue();
          case "counts" -> counts = in.getBooleanValue();
          default -> in.skipChildren();
        }
      }
      inputs.add(new InputUse(table, isSource, columns, allColumns, counts));
    }
    return inputs;
  }
}

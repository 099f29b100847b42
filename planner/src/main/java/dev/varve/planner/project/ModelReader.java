package dev.varve.planner.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.parameter.ParameterDeclaration;
import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.project.sql.ModelSql;
import dev.varve.planner.project.sql.ModelSqlReader;
import dev.varve.planner.project.sql.SqlLexer;
import dev.varve.planner.project.sql.Token;
import dev.varve.planner.project.text.FileText;
import dev.varve.planner.project.variant.Variant;
import dev.varve.planner.project.variant.Variants;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one model's file. Holds no state of its own, so many files can be read at once. */
final class ModelReader {
  private final Map<String, ParameterType> parameterTypes;
  private final Map<String, String> sqlTypes;
  private final Set<String> profiles;

  /** A model as far as it could be read; without a file when something is wrong with it. */
  record Read(TableName name, Place namePlace, Optional<ModelFile> model, List<Problem> problems) {}

  ModelReader(Map<String, ParameterDeclaration> parameters, Set<String> profiles) {
    Map<String, ParameterType> types = new LinkedHashMap<>();
    Map<String, String> sql = new LinkedHashMap<>();
    for (ParameterDeclaration parameter : parameters.values()) {
      types.put(parameter.name(), parameter.type());
      sql.put(parameter.name(), parameter.type().sql());
    }
    this.parameterTypes = Collections.unmodifiableMap(types);
    this.sqlTypes = Collections.unmodifiableMap(sql);
    this.profiles = Collections.unmodifiableSet(new TreeSet<>(profiles));
  }

  /** The model of a file, or each of its variants. */
  List<Read> read(String path, byte[] bytes) {
    TableName pathName = TableName.ofModel(path);
    Place start = Place.startOf(path);
    FileText file;
    try {
      file = FileText.decode(path, bytes);
    } catch (InputException e) {
      return List.of(read(pathName, start, Optional.empty(), e.problems()));
    }
    List<Problem> problems = new ArrayList<>();
    List<Token> tokens = SqlLexer.tokens(file.text());
    HeaderReader.Header header = new HeaderReader(file, profiles, problems).read(tokens);
    TableName name =
        header.name().map(n -> TableName.of(n.text(), pathName.schema())).orElse(pathName);
    Place place = header.name().map(Scalar::place).orElse(start);
    name.problem(
            place,
            header.name().isPresent()
                ? "Write name: schema.table in letters, digits and underscores."
                : "Rename the file or folder, or write name: schema.table in the model's header.")
        .ifPresent(problems::add);
    Optional<ModelSql> sql = ModelSqlReader.read(file, tokens, sqlTypes, Map.of(), problems);
    if (header.variants().isEmpty()) {
      return List.of(read(name, place, path, file, header, sql, Optional.empty(), problems));
    }
    List<Read> reads = new ArrayList<>();
    for (Variant variant : header.variants()) {
      List<Problem> own = new ArrayList<>(problems);
      Optional<ModelSql> fixed = sql.flatMap(s -> fixed(file, tokens, variant, s, own));
      TableName table = new TableName(name.schema(), name.table() + "_" + variant.name());
      reads.add(
          read(
              table, variant.place(), path, file, header, fixed, Optional.of(variant.name()), own));
    }
    return reads;
  }

  /** The query with the values of a variant in it. */
  private Optional<ModelSql> fixed(
      FileText file, List<Token> tokens, Variant variant, ModelSql sql, List<Problem> problems) {
    Map<String, String> literals =
        new Variants(problems).literals(variant, parameterTypes, sql.parameters());
    return ModelSqlReader.read(file, tokens, sqlTypes, literals, problems);
  }

  private static Read read(
      TableName name,
      Place place,
      String path,
      FileText file,
      HeaderReader.Header header,
      Optional<ModelSql> sql,
      Optional<String> variant,
      List<Problem> problems) {
    Optional<ModelFile> model =
        problems.isEmpty()
            ? sql.map(
                s ->
                    new ModelFile(
                        name.toString(), path, file.text(), header.declared(), s, variant))
            : Optional.empty();
    return read(name, place, model, problems);
  }

  private static Read read(
      TableName name, Place place, Optional<ModelFile> model, List<Problem> problems) {
    return new Read(
        name, place, model, problems.stream().map(p -> p.ofModel(name.toString())).toList());
  }
}

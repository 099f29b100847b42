package dev.varve.planner.inline;

import dev.varve.planner.bind.ParsedQuery;
import dev.varve.planner.classify.FunctionList;
import dev.varve.planner.function.SqlMacro;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a text's calls bring with them.
 *
 * @param macros functions and inline models, each after those that it names
 * @param tables that the functions name
 * @param reached tables that have rows and are read by functions and inline models
 * @param query the text with their functions and uses of the clock as its own
 * @param broken a function that has a problem; where it is an inline model that calls it, that
 *     fails by itself
 */
public record Uses(
    List<SqlMacro> macros,
    List<String> tables,
    List<String> reached,
    ParsedQuery query,
    Optional<String> broken) {
  public Uses {
    macros = List.copyOf(macros);
    tables = List.copyOf(tables);
    reached = List.copyOf(reached);
  }

  /** The same where inline models are tables like any other. */
  public Uses withoutViews() {
    List<SqlMacro> functions = macros.stream().filter(macro -> !macro.view()).toList();
    return new Uses(functions, tables, reached, query, broken);
  }

  /** Name and definition of each. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    macros.forEach(macro -> texts.addAll(List.of(macro.name(), macro.definition())));
    return texts;
  }

  /** Functions that are called and that the binder may have computed. */
  public List<String> volatileFunctions() {
    return query.functions().stream().filter(FunctionList.reviewed()::isVolatileScalar).toList();
  }
}

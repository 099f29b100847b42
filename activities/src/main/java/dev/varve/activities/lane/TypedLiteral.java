package dev.varve.activities.lane;

import dev.varve.planner.bind.statement.Sql;
import java.util.List;

/**
 * The value of a parameter, as texts that the engine reads as the type.
 *
 * @param type the engine's text for the type of the value, or of each in a list
 * @param texts one, or those of a list
 */
public record TypedLiteral(String type, List<String> texts, boolean list) {
  public TypedLiteral {
    Sql.type(type);
    texts = List.copyOf(texts);
    if (!list && texts.size() != 1) {
      throw new IllegalArgumentException("a literal has one value");
    }
  }

  public static TypedLiteral of(String type, String text) {
    return new TypedLiteral(type, List.of(text), false);
  }

  /** A list of values of one type, which may be empty. */
  public static TypedLiteral list(String elementType, List<String> texts) {
    return new TypedLiteral(elementType, texts, true);
  }

  public Sql sql() {
    List<Sql> values = texts.stream().map(text -> Sql.value(type, text)).toList();
    return list ? Sql.of("CAST([{}] AS {}[])", Sql.list(values), Sql.type(type)) : values.get(0);
  }
}

package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

/**
 * The value of a parameter, as text that the engine reads as the type.
 *
 * @param type the engine's text for the type
 */
public record TypedLiteral(String type, String text) {
  public TypedLiteral {
    Sql.requireType(type);
    requireNonNull(text, "text");
  }

  public static TypedLiteral of(String type, String text) {
    return new TypedLiteral(type, text);
  }

  public String sql() {
    return "CAST(" + Sql.text(text) + " AS " + type + ")";
  }
}

package dev.varve.activities.lane;

import static java.util.Objects.requireNonNull;

/**
 * The value of a parameter, as text that the engine reads as the type.
 *
 * @param type the engine's text for the type
 * @param text not read when the value is NULL
 */
public record TypedLiteral(String type, String text, boolean isNull) {
  public TypedLiteral {
    Sql.requireType(type);
    requireNonNull(text, "text");
  }

  public static TypedLiteral of(String type, String text) {
    return new TypedLiteral(type, text, false);
  }

  public static TypedLiteral nullOf(String type) {
    return new TypedLiteral(type, "", true);
  }

  public String sql() {
    return "CAST(" + (isNull ? "NULL" : Sql.text(text)) + " AS " + type + ")";
  }
}

package dev.varve.planner.types;

import dev.varve.planner.types.EngineType.ArrayOf;
import dev.varve.planner.types.EngineType.Collated;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineType.EnumOf;
import dev.varve.planner.types.EngineType.Field;
import dev.varve.planner.types.EngineType.ListOf;
import dev.varve.planner.types.EngineType.MapOf;
import dev.varve.planner.types.EngineType.StructOf;
import dev.varve.planner.types.EngineType.UnionOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads types as the engine writes them, and their common other spellings. A name it does not know
 * stays a name: whether such a type exists is the engine's to say.
 */
final class EngineTypeParser {
  private static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("INT", "INTEGER"),
          Map.entry("INT4", "INTEGER"),
          Map.entry("SIGNED", "INTEGER"),
          Map.entry("INT1", "TINYINT"),
          Map.entry("INT2", "SMALLINT"),
          Map.entry("SHORT", "SMALLINT"),
          Map.entry("INT8", "BIGINT"),
          Map.entry("LONG", "BIGINT"),
          Map.entry("INT128", "HUGEINT"),
          Map.entry("UINT128", "UHUGEINT"),
          Map.entry("BOOL", "BOOLEAN"),
          Map.entry("LOGICAL", "BOOLEAN"),
          Map.entry("TEXT", "VARCHAR"),
          Map.entry("STRING", "VARCHAR"),
          Map.entry("CHAR", "VARCHAR"),
          Map.entry("BPCHAR", "VARCHAR"),
          Map.entry("FLOAT4", "FLOAT"),
          Map.entry("REAL", "FLOAT"),
          Map.entry("FLOAT8", "DOUBLE"),
          Map.entry("BYTEA", "BLOB"),
          Map.entry("BINARY", "BLOB"),
          Map.entry("VARBINARY", "BLOB"),
          Map.entry("BITSTRING", "BIT"),
          Map.entry("DATETIME", "TIMESTAMP"),
          Map.entry("TIMESTAMP_US", "TIMESTAMP"),
          Map.entry("TIMESTAMP WITHOUT TIME ZONE", "TIMESTAMP"),
          Map.entry("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE"),
          Map.entry("TIME WITHOUT TIME ZONE", "TIME"),
          Map.entry("TIMETZ", "TIME WITH TIME ZONE"));

  private static final String COLLATED = "VARCHAR COLLATE ";

  private final String text;
  private int position;

  private EngineTypeParser(String text) {
    this.text = text;
  }

  static EngineType parse(String text) {
    EngineTypeParser parser = new EngineTypeParser(text);
    EngineType type = parser.type();
    parser.skipSpace();
    if (parser.position < text.length()) {
      throw parser.wrong();
    }
    return type;
  }

  private EngineType type() {
    EngineType type = base();
    while (take('[')) {
      if (take(']')) {
        type = new ListOf(type);
      } else {
        type = new ArrayOf(type, number());
        expect(']');
      }
    }
    return type;
  }

  private EngineType base() {
    skipSpace();
    if (position < text.length() && text.charAt(position) == '"') {
      return EngineType.of(name());
    }
    String name = words();
    switch (name) {
      case "DECIMAL", "NUMERIC", "DEC" -> {
        return decimal();
      }
      case "STRUCT", "ROW" -> {
        return new StructOf(fields());
      }
      case "UNION" -> {
        return new UnionOf(fields());
      }
      case "MAP" -> {
        expect('(');
        EngineType key = type();
        expect(',');
        EngineType value = type();
        expect(')');
        return new MapOf(key, value);
      }
      case "ENUM" -> {
        return new EnumOf(values());
      }
      case "" -> throw wrong();
      default -> {
        if (name.equals("VARCHAR") && take('(')) {
          number();
          expect(')');
        }
        if (name.startsWith(COLLATED)) {
          return new Collated(name.substring(COLLATED.length()).toLowerCase(Locale.ROOT));
        }
        return EngineType.of(SPELLINGS.getOrDefault(name, name));
      }
    }
  }

  private EngineType decimal() {
    if (!take('(')) {
      return new Decimal(18, 3);
    }
    int width = number();
    int scale = take(',') ? number() : 0;
    expect(')');
    return new Decimal(width, scale);
  }

  private List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    expect('(');
    if (!take(')')) {
      do {
        skipSpace();
        fields.add(new Field(name(), type()));
      } while (take(','));
      expect(')');
    }
    return fields;
  }

  private List<String> values() {
    List<String> values = new ArrayList<>();
    expect('(');
    do {
      skipSpace();
      values.add(quoted('\''));
    } while (take(','));
    expect(')');
    return values;
  }

  /** All words up to the next sign, in upper case with single spaces. */
  private String words() {
    StringBuilder words = new StringBuilder();
    skipSpace();
    while (position < text.length() && isNamePart(text.charAt(position))) {
      words.append(words.isEmpty() ? "" : " ").append(word().toUpperCase(Locale.ROOT));
      skipSpace();
    }
    return words.toString();
  }

  private String name() {
    return position < text.length() && text.charAt(position) == '"' ? quoted('"') : word();
  }

  private String word() {
    int start = position;
    while (position < text.length() && isNamePart(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw wrong();
    }
    return text.substring(start, position);
  }

  private String quoted(char quote) {
    if (!take(quote)) {
      throw wrong();
    }
    StringBuilder content = new StringBuilder();
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != quote) {
        content.append(c);
      } else if (position < text.length() && text.charAt(position) == quote) {
        content.append(quote);
        position++;
      } else {
        return content.toString();
      }
    }
    throw wrong();
  }

  private int number() {
    skipSpace();
    int start = position;
    while (position < text.length() && Character.isDigit(text.charAt(position))) {
      position++;
    }
    if (start == position || position - start > 9) {
      throw wrong();
    }
    return Integer.parseInt(text.substring(start, position));
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private boolean take(char c) {
    skipSpace();
    if (position < text.length() && text.charAt(position) == c) {
      position++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw wrong();
    }
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "not a type: " + text + " (at character " + (position + 1) + ")");
  }
}

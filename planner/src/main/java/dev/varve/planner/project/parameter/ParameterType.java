package dev.varve.planner.project.parameter;

import dev.varve.planner.types.EngineTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The declared type of a parameter. Of a list, family, precision and scale are those of its
 * elements.
 *
 * @param precision the bits of an INTEGER or UNSIGNED, the digits of a DECIMAL, else 0
 * @param scale the digits of a DECIMAL after its point, else 0
 * @param list it takes any number of such values
 * @param sql the engine's name of the type, as in {@code CAST($name AS sql)}
 */
public record ParameterType(Family family, int precision, int scale, boolean list, String sql) {
  /** What kind of value it takes. */
  public enum Family {
    INTEGER,
    UNSIGNED,
    DECIMAL,
    DOUBLE,
    VARCHAR,
    DATE,
    TIMESTAMP,
    BOOLEAN
  }

  /** What may be declared, for messages. */
  public static final List<String> NAMES = names();

  private static final Pattern SQL =
      Pattern.compile("([A-Z]+|DECIMAL\\([0-9]{1,2},[0-9]{1,2}\\))(\\[\\])?");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "(?:DECIMAL|NUMERIC|DEC)(?:\\s*\\(\\s*([0-9]{1,2})\\s*(?:,\\s*([0-9]{1,2})\\s*)?\\))?");
  private static final Map<String, ParameterType> FIXED = fixed();

  /** In the place of a type that could not be read. */
  public static final ParameterType ANY_TEXT =
      new ParameterType(Family.VARCHAR, 0, 0, false, "VARCHAR");

  public ParameterType {
    if (!SQL.matcher(sql).matches()) {
      throw new IllegalArgumentException("not the name of a parameter's type: " + sql);
    }
  }

  /**
   * Reads a type as the engine writes it, synonyms and any case included; nothing when no parameter
   * can have it.
   */
  public static Optional<ParameterType> parse(String text) {
    String type = text.strip().toUpperCase(Locale.ROOT);
    if (type.endsWith("[]")) {
      return parse(type.substring(0, type.length() - 2))
          .filter(element -> !element.list)
          .map(ParameterType::listOf);
    }
    Matcher decimal = DECIMAL.matcher(type);
    if (!decimal.matches()) {
      return Optional.ofNullable(FIXED.get(type));
    }
    int precision = decimal.group(1) == null ? 18 : Integer.parseInt(decimal.group(1));
    int scale = 0;
    if (decimal.group(1) == null) {
      scale = 3;
    } else if (decimal.group(2) != null) {
      scale = Integer.parseInt(decimal.group(2));
    }
    if (precision < 1 || precision > 38 || scale > precision) {
      return Optional.empty();
    }
    return Optional.of(
        new ParameterType(
            Family.DECIMAL, precision, scale, false, "DECIMAL(" + precision + "," + scale + ")"));
  }

  private static ParameterType listOf(ParameterType element) {
    return new ParameterType(
        element.family, element.precision, element.scale, true, element.sql + "[]");
  }

  /** The type of one value of a list. */
  public ParameterType element() {
    if (!list) {
      throw new IllegalStateException(sql + " is no list");
    }
    return new ParameterType(
        family, precision, scale, false, sql.substring(0, sql.length() - "[]".length()));
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(List.of("BOOLEAN"));
    names.addAll(EngineTypes.WHOLE_NUMBERS);
    names.addAll(List.of("DECIMAL", "DOUBLE", "VARCHAR", "DATE", "TIMESTAMP"));
    return List.copyOf(names);
  }

  private static Map<String, ParameterType> fixed() {
    Map<String, ParameterType> types = new LinkedHashMap<>();
    put(types, Family.BOOLEAN, 0, "BOOLEAN", "BOOL", "LOGICAL");
    put(types, Family.INTEGER, 8, "TINYINT", "INT1");
    put(types, Family.INTEGER, 16, "SMALLINT", "INT2", "SHORT");
    put(types, Family.INTEGER, 32, "INTEGER", "INT", "INT4", "SIGNED");
    put(types, Family.INTEGER, 64, "BIGINT", "INT8", "LONG");
    put(types, Family.INTEGER, 128, "HUGEINT");
    put(types, Family.UNSIGNED, 8, "UTINYINT");
    put(types, Family.UNSIGNED, 16, "USMALLINT");
    put(types, Family.UNSIGNED, 32, "UINTEGER");
    put(types, Family.UNSIGNED, 64, "UBIGINT");
    put(types, Family.DOUBLE, 0, "DOUBLE", "FLOAT8");
    put(types, Family.VARCHAR, 0, "VARCHAR", "TEXT", "STRING");
    put(types, Family.DATE, 0, "DATE");
    put(types, Family.TIMESTAMP, 0, "TIMESTAMP", "DATETIME");
    return types;
  }

  private static void put(
      Map<String, ParameterType> types, Family family, int bits, String sql, String... synonyms) {
    ParameterType type = new ParameterType(family, bits, 0, false, sql);
    types.put(sql, type);
    for (String synonym : synonyms) {
      types.put(synonym, type);
    }
  }

  @Override
  public String toString() {
    return sql;
  }
}

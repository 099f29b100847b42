package dev.varve.planner.types;

import dev.varve.planner.types.EngineType.ArrayOf;
import dev.varve.planner.types.EngineType.Collated;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineType.EnumOf;
import dev.varve.planner.types.EngineType.Field;
import dev.varve.planner.types.EngineType.ListOf;
import dev.varve.planner.types.EngineType.MapOf;
import dev.varve.planner.types.EngineType.Plain;
import dev.varve.planner.types.EngineType.StructOf;
import dev.varve.planner.types.EngineType.UnionOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The total table from the engine's types to those that Delta and Parquet hold exactly. The
 * engine's own writer would turn some of them into others without a word (HUGEINT into DOUBLE).
 */
public final class StoredTypes {
  /** Part of every step key: raise it when an entry changes. */
  public static final int VERSION = 1;

  /** A stored type, or why there is none. */
  public sealed interface Outcome permits StoredType, Refused {}

  /**
   * A type that Delta cannot hold exactly.
   *
   * @param reason a sentence
   * @param castTo the type to cast to, in the engine's words
   */
  public record Refused(String reason, Optional<String> castTo) implements Outcome {
    /** What to write instead of the expression that is the column. */
    public String mend(String column) {
      return castTo
          .map(type -> "Write CAST(… AS " + type + ") AS " + SqlNames.quote(column) + ".")
          .orElse("Take the parts that are wanted as columns of their own.");
    }
  }

  /** Characters that Delta allows in no name of a column or field. */
  public static final String FORBIDDEN_IN_NAMES = " ,;{}()\n\t=";

  private StoredTypes() {}

  /** How a column of this type is stored. */
  public static Outcome of(EngineType type) {
    List<Refused> refused = new ArrayList<>();
    Held held = held(type, refused);
    if (!refused.isEmpty()) {
      Refused first = refused.get(0);
      // A cast names the type of the whole column, so one for a part of it would mislead.
      return type.parts().isEmpty() ? first : new Refused(first.reason(), Optional.empty());
    }
    boolean needsCast = !held.type.equals(type);
    return new StoredType(held.type.text(), held.delta, needsCast);
  }

  /** Whether Delta allows the name. */
  public static boolean allowsName(String name) {
    return !name.isEmpty()
        && name.chars().noneMatch(c -> FORBIDDEN_IN_NAMES.indexOf(c) >= 0 || c < ' ');
  }

  private record Held(EngineType type, String delta) {}

  private static Held held(EngineType type, List<Refused> refused) {
    if (type instanceof Plain plain) {
      return plain(plain, refused);
    }
    if (type instanceof Decimal) {
      return new Held(type, quoted(type.text().toLowerCase(Locale.ROOT)));
    }
    if (type instanceof Collated || type instanceof EnumOf) {
      return new Held(EngineTypes.VARCHAR, quoted("string"));
    }
    if (type instanceof ListOf list) {
      return list(list.element(), refused);
    }
    if (type instanceof ArrayOf array) {
      return list(array.element(), refused);
    }
    if (type instanceof MapOf map) {
      Held key = held(map.key(), refused);
      Held value = held(map.value(), refused);
      return new Held(
          new MapOf(key.type, value.type),
          "{\"type\":\"map\",\"keyType\":"
              + key.delta
              + ",\"valueType\":"
              + value.delta
              + ",\"valueContainsNull\":true}");
    }
    if (type instanceof StructOf struct) {
      return struct(struct, refused);
    }
    UnionOf union = (UnionOf) type;
    return refuse(union, "Delta has no union type.", "VARCHAR", refused);
  }

  private static Held plain(Plain type, List<Refused> refused) {
    return switch (type.name()) {
      case "BOOLEAN" -> new Held(type, quoted("boolean"));
      case "TINYINT" -> new Held(type, quoted("byte"));
      case "SMALLINT" -> new Held(type, quoted("short"));
      case "INTEGER" -> new Held(type, quoted("integer"));
      case "BIGINT" -> new Held(type, quoted("long"));
      case "UTINYINT" -> new Held(EngineType.of("SMALLINT"), quoted("short"));
      case "USMALLINT" -> new Held(EngineType.of("INTEGER"), quoted("integer"));
      case "UINTEGER" -> new Held(EngineTypes.BIGINT, quoted("long"));
      case "UBIGINT" -> new Held(new Decimal(20, 0), quoted("decimal(20,0)"));
      case "HUGEINT", "UHUGEINT" -> new Held(new Decimal(38, 0), quoted("decimal(38,0)"));
      case "FLOAT" -> new Held(type, quoted("float"));
      case "DOUBLE" -> new Held(type, quoted("double"));
      case "VARCHAR" -> new Held(type, quoted("string"));
      case "UUID", "BIT", "JSON" -> new Held(EngineTypes.VARCHAR, quoted("string"));
      case "BLOB" -> new Held(type, quoted("binary"));
      case "DATE" -> new Held(type, quoted("date"));
      case "TIMESTAMP" -> new Held(type, quoted("timestamp_ntz"));
      case "TIMESTAMP_S", "TIMESTAMP_MS" ->
          new Held(EngineType.of("TIMESTAMP"), quoted("timestamp_ntz"));
      case "TIMESTAMP WITH TIME ZONE" -> new Held(type, quoted("timestamp"));
      case "NULL" ->
          refuse(type, "The column is NULL in every row and has no type.", "VARCHAR", refused);
      case "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE_NS", "TIMESTAMPTZ_NS" ->
          refuse(type, "Delta holds microseconds, not nanoseconds.", "TIMESTAMP", refused);
      default -> refuse(type, "Delta has no type for " + type.text() + ".", "VARCHAR", refused);
    };
  }

  private static Held list(EngineType element, List<Refused> refused) {
    Held held = held(element, refused);
    return new Held(
        new ListOf(held.type),
        "{\"type\":\"array\",\"elementType\":" + held.delta + ",\"containsNull\":true}");
  }

  private static Held struct(StructOf struct, List<Refused> refused) {
    List<Field> fields = new ArrayList<>();
    StringBuilder delta = new StringBuilder("{\"type\":\"struct\",\"fields\":[");
    TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Field field : struct.fields()) {
      if (!allowsName(field.name()) || !names.add(field.name())) {
        refused.add(
            new Refused(
                "Delta allows no field named " + SqlNames.quote(field.name()) + " in it.",
                Optional.empty()));
      }
      Held held = held(field.type(), refused);
      delta
          .append(fields.isEmpty() ? "" : ",")
          .append("{\"name\":")
          .append(quoted(field.name()))
          .append(",\"type\":")
          .append(held.delta)
          .append(",\"nullable\":true,\"metadata\":{}}");
      fields.add(new Field(field.name(), held.type));
    }
    if (fields.isEmpty()) {
      refused.add(new Refused("Delta has no struct without fields.", Optional.empty()));
    }
    return new Held(new StructOf(fields), delta.append("]}").toString());
  }

  private static Held refuse(EngineType type, String reason, String castTo, List<Refused> refused) {
    refused.add(new Refused(reason, Optional.of(castTo)));
    return new Held(type, quoted("string"));
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}

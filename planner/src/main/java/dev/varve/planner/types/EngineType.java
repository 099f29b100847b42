package dev.varve.planner.types;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A type of the engine, as its binder resolves it. */
public sealed interface EngineType {
  /** As the engine writes it and reads it back in a cast. */
  String text();

  /** Whether the test holds for this type or for one that it is made of. */
  default boolean anyPart(Predicate<EngineType> test) {
    return test.test(this) || parts().stream().anyMatch(part -> part.anyPart(test));
  }

  /** The types that a value of this type is made of. */
  default List<EngineType> parts() {
    return List.of();
  }

  /** Of a name alone, in the engine's own spelling, such as {@code TIMESTAMP WITH TIME ZONE}. */
  static EngineType of(String name) {
    return new Plain(name);
  }

  /** Reads a type as a person or the engine writes it. */
  static EngineType parse(String text) {
    return EngineTypeParser.parse(text);
  }

  /** A type without parameters. */
  record Plain(String name) implements EngineType {
    @Override
    public String text() {
      return name.equals("NULL") ? "\"NULL\"" : name;
    }
  }

  /** An exact number. */
  record Decimal(int width, int scale) implements EngineType {
    public Decimal {
      if (width < 1 || width > 38 || scale < 0 || scale > width) {
        throw new IllegalArgumentException("no such type: DECIMAL(" + width + "," + scale + ")");
      }
    }

    @Override
    public String text() {
      return "DECIMAL(" + width + "," + scale + ")";
    }
  }

  /** Text that compares by a collation. */
  record Collated(String collation) implements EngineType {
    @Override
    public String text() {
      return "VARCHAR COLLATE " + collation;
    }
  }

  /** One of the values listed. */
  record EnumOf(List<String> values) implements EngineType {
    public EnumOf {
      values = List.copyOf(values);
    }

    @Override
    public String text() {
      return values.stream()
          .map(value -> "'" + value.replace("'", "''") + "'")
          .collect(Collectors.joining(", ", "ENUM(", ")"));
    }
  }

  /** Any number of elements. */
  record ListOf(EngineType element) implements EngineType {
    @Override
    public String text() {
      return element.text() + "[]";
    }

    @Override
    public List<EngineType> parts() {
      return List.of(element);
    }
  }

  /** A fixed number of elements. */
  record ArrayOf(EngineType element, int size) implements EngineType {
    @Override
    public String text() {
      return element.text() + "[" + size + "]";
    }

    @Override
    public List<EngineType> parts() {
      return List.of(element);
    }
  }

  /** A named part of a struct or union. */
  record Field(String name, EngineType type) {
    String text() {
      return SqlNames.quote(name) + " " + type.text();
    }
  }

  /** Named parts. */
  record StructOf(List<Field> fields) implements EngineType {
    public StructOf {
      fields = List.copyOf(fields);
    }

    @Override
    public String text() {
      return fields.stream().map(Field::text).collect(Collectors.joining(", ", "STRUCT(", ")"));
    }

    @Override
    public List<EngineType> parts() {
      return fields.stream().map(Field::type).toList();
    }
  }

  /** Values by key. */
  record MapOf(EngineType key, EngineType value) implements EngineType {
    @Override
    public String text() {
      return "MAP(" + key.text() + ", " + value.text() + ")";
    }

    @Override
    public List<EngineType> parts() {
      return List.of(key, value);
    }
  }

  /** One of several named types. */
  record UnionOf(List<Field> members) implements EngineType {
    public UnionOf {
      members = List.copyOf(members);
    }

    @Override
    public String text() {
      return members.stream().map(Field::text).collect(Collectors.joining(", ", "UNION(", ")"));
    }

    @Override
    public List<EngineType> parts() {
      return members.stream().map(Field::type).toList();
    }
  }
}

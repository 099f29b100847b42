package dev.varve.planner.bind;

import dev.varve.planner.bind.FieldReader.NotUnderstood;
import dev.varve.planner.bind.Json.Fields;
import dev.varve.planner.bind.Json.Text;
import dev.varve.planner.types.EngineType;
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

/** Reads types out of a bound plan. One that is not understood is named by its bound form. */
final class TypeReader {
  private TypeReader() {}

  static EngineType read(Json json) {
    Fields fields = FieldReader.object(json);
    try {
      FieldReader reader = new FieldReader(fields);
      String id = reader.text("id", "");
      EngineType type =
          fields.names().contains("type_info")
              ? detailed(id, new FieldReader(reader.object("type_info")))
              : plain(id);
      reader.done();
      return type;
    } catch (NotUnderstood e) {
      return EngineType.of(BoundForm.of(json));
    }
  }

  static List<EngineType> readAll(List<Json> types) {
    List<EngineType> read = new ArrayList<>(types.size());
    for (Json type : types) {
      read.add(read(type));
    }
    return read;
  }

  private static EngineType plain(String id) {
    return switch (id) {
      case "", "LIST", "ARRAY", "STRUCT", "MAP", "UNION", "ENUM", "DECIMAL", "USER" ->
          throw FieldReader.notUnderstood();
      default -> EngineType.of(id);
    };
  }

  private static EngineType detailed(String id, FieldReader info) {
    String kind = info.text("type", "");
    EngineType type =
        switch (id + " " + kind) {
          case "DECIMAL DECIMAL_TYPE_INFO" ->
              new Decimal(info.number("width", 0), info.number("scale", 0));
          case "VARCHAR STRING_TYPE_INFO" -> new Collated(info.text("collation", ""));
          case "VARCHAR GENERIC_TYPE_INFO" -> json(info.text("alias", ""));
          case "LIST LIST_TYPE_INFO" -> new ListOf(read(info.object("child_type")));
          case "ARRAY ARRAY_TYPE_INFO" ->
              new ArrayOf(read(info.object("child_type")), info.number("size", 0));
          case "STRUCT STRUCT_TYPE_INFO" -> new StructOf(fields(info));
          case "UNION STRUCT_TYPE_INFO" -> union(fields(info));
          case "MAP LIST_TYPE_INFO" -> map(read(info.object("child_type")));
          case "ENUM ENUM_TYPE_INFO" -> enumOf(info);
          default -> throw FieldReader.notUnderstood();
        };
    info.done();
    return type;
  }

  private static EngineType json(String alias) {
    if (!alias.equals("JSON")) {
      throw FieldReader.notUnderstood();
    }
    return EngineType.of("JSON");
  }

  private static List<Field> fields(FieldReader info) {
    List<Field> fields = new ArrayList<>();
    for (Json child : info.list("child_types")) {
      FieldReader reader = new FieldReader(FieldReader.object(child));
      fields.add(new Field(reader.text("first", ""), read(reader.object("second"))));
      reader.done();
    }
    return fields;
  }

  /** The engine keeps the tag as a nameless first member. */
  private static EngineType union(List<Field> members) {
    if (members.isEmpty() || !members.get(0).name().isEmpty()) {
      throw FieldReader.notUnderstood();
    }
    return new UnionOf(members.subList(1, members.size()));
  }

  /** The engine keeps a map as a list of key and value. */
  private static EngineType map(EngineType entry) {
    if (entry instanceof StructOf struct && struct.fields().size() == 2) {
      return new MapOf(struct.fields().get(0).type(), struct.fields().get(1).type());
    }
    throw FieldReader.notUnderstood();
  }

  private static EngineType enumOf(FieldReader info) {
    List<String> values = new ArrayList<>();
    for (Json value : info.list("values")) {
      if (!(value instanceof Text text)) {
        throw FieldReader.notUnderstood();
      }
      values.add(text.value());
    }
    info.ignore("values_count");
    return new EnumOf(values);
  }
}

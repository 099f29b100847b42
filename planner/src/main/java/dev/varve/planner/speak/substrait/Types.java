package dev.varve.planner.speak.substrait;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineType.ListOf;
import dev.varve.planner.types.EngineType.MapOf;
import dev.varve.planner.types.EngineType.StructOf;
import io.substrait.proto.Type;
import io.substrait.proto.Type.Nullability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types of the engine that Substrait has too. */
final class Types {
  private static final int DIGITS = 38;
  private static final int MICROS = 6;

  private Types() {}

  static Optional<Type> of(EngineType type, boolean nullable) {
    Nullability nulls =
        nullable ? Nullability.NULLABILITY_NULLABLE : Nullability.NULLABILITY_REQUIRED;
    Type.Builder to = Type.newBuilder();
    if (type instanceof Decimal decimal) {
      return Optional.of(decimal(decimal.width(), decimal.scale(), nulls));
    }
    if (type instanceof ListOf list) {
      return of(list.element(), true)
          .map(element -> Type.List.newBuilder().setType(element).setNullability(nulls))
          .map(list2 -> to.setList(list2).build());
    }
    if (type instanceof MapOf map) {
      Optional<Type> key = of(map.key(), false);
      Optional<Type> value = of(map.value(), true);
      return key.isEmpty() || value.isEmpty()
          ? Optional.empty()
          : Optional.of(
              to.setMap(
                      Type.Map.newBuilder()
                          .setKey(key.get())
                          .setValue(value.get())
                          .setNullability(nulls))
                  .build());
    }
    if (type instanceof StructOf struct) {
      return struct(struct.parts(), nulls).map(fields -> to.setStruct(fields).build());
    }
    return plain(type.text(), nulls);
  }

  static Optional<Type.Struct> struct(List<EngineType> fields, Nullability nulls) {
    Type.Struct.Builder struct = Type.Struct.newBuilder().setNullability(nulls);
    for (EngineType field : fields) {
      Optional<Type> type = of(field, true);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      struct.addTypes(type.get());
    }
    return Optional.of(struct.build());
  }

  /** A name, and those of the parts of its type, outermost first. */
  static List<String> names(String name, EngineType type) {
    List<String> names = new ArrayList<>(List.of(name));
    inner(type, names);
    return names;
  }

  private static void inner(EngineType type, List<String> names) {
    if (type instanceof StructOf struct) {
      for (EngineType.Field field : struct.fields()) {
        names.add(field.name());
        inner(field.type(), names);
      }
    } else {
      type.parts().forEach(part -> inner(part, names));
    }
  }

  private static Type decimal(int width, int scale, Nullability nulls) {
    return Type.newBuilder()
        .setDecimal(
            Type.Decimal.newBuilder().setPrecision(width).setScale(scale).setNullability(nulls))
        .build();
  }

  private static Optional<Type> plain(String name, Nullability nulls) {
    Type.Builder to = Type.newBuilder();
    switch (name) {
      case "BOOLEAN" -> to.setBool(Type.Boolean.newBuilder().setNullability(nulls));
      case "TINYINT" -> to.setI8(Type.I8.newBuilder().setNullability(nulls));
      case "SMALLINT" -> to.setI16(Type.I16.newBuilder().setNullability(nulls));
      case "INTEGER" -> to.setI32(Type.I32.newBuilder().setNullability(nulls));
      case "BIGINT" -> to.setI64(Type.I64.newBuilder().setNullability(nulls));
      // What has more digits is an error there, and never another number.
      case "HUGEINT" -> to.mergeFrom(decimal(DIGITS, 0, nulls));
      case "FLOAT" -> to.setFp32(Type.FP32.newBuilder().setNullability(nulls));
      case "DOUBLE" -> to.setFp64(Type.FP64.newBuilder().setNullability(nulls));
      case "VARCHAR" -> to.setString(Type.String.newBuilder().setNullability(nulls));
      case "BLOB" -> to.setBinary(Type.Binary.newBuilder().setNullability(nulls));
      case "DATE" -> to.setDate(Type.Date.newBuilder().setNullability(nulls));
      case "UUID" -> to.setUuid(Type.UUID.newBuilder().setNullability(nulls));
      case "TIME" ->
          to.setPrecisionTime(
              Type.PrecisionTime.newBuilder().setPrecision(MICROS).setNullability(nulls));
      case "TIMESTAMP" ->
          to.setPrecisionTimestamp(
              Type.PrecisionTimestamp.newBuilder().setPrecision(MICROS).setNullability(nulls));
      case "TIMESTAMP WITH TIME ZONE" ->
          to.setPrecisionTimestampTz(
              Type.PrecisionTimestampTZ.newBuilder().setPrecision(MICROS).setNullability(nulls));
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(to.build());
  }
}

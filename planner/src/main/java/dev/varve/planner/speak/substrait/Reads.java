package dev.varve.planner.speak.substrait;

import dev.varve.planner.plan.Scan;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import dev.varve.planner.types.TableSchema;
import io.substrait.proto.Expression.MaskExpression;
import io.substrait.proto.Expression.Nested;
import io.substrait.proto.NamedStruct;
import io.substrait.proto.ReadRel;
import io.substrait.proto.ReadRel.NamedTable;
import io.substrait.proto.ReadRel.VirtualTable;
import io.substrait.proto.Rel;
import io.substrait.proto.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes what rows come from: tables by name with their whole schema, and rows written out. */
final class Reads {
  private static final EngineType INTEGER = EngineType.of("INTEGER");

  private Reads() {}

  static Rows table(Scan node, TableSchema schema, Message message) {
    List<String> names = new ArrayList<>();
    Type.Struct.Builder types =
        Type.Struct.newBuilder().setNullability(Type.Nullability.NULLABILITY_REQUIRED);
    List<String> columns = schema.columns().stream().map(Column::name).toList();
    for (Column column : schema.columns()) {
      EngineType type = stored(EngineType.parse(column.type()));
      names.addAll(Types.names(column.name(), type));
      types.addTypes(message.type(type, true));
    }
    MaskExpression.StructSelect.Builder select = MaskExpression.StructSelect.newBuilder();
    List<Rows.Col> yielded = new ArrayList<>();
    for (Column column : node.columns()) {
      // The engine's count of rows reads no column; there every relation has one.
      int place = column.equals(Scan.NOTHING) ? 0 : columns.indexOf(column.name());
      if (place < 0) {
        message.gap("the column " + column.name() + " is not one of " + node.table());
      }
      select.addStructItems(MaskExpression.StructItem.newBuilder().setField(Math.max(place, 0)));
      EngineType type =
          column.equals(Scan.NOTHING)
              ? stored(EngineType.parse(schema.columns().get(0).type()))
              : EngineType.parse(column.type());
      yielded.add(new Rows.Col(type, true));
    }
    ReadRel read =
        ReadRel.newBuilder()
            .setCommon(Relations.direct())
            .setBaseSchema(NamedStruct.newBuilder().addAllNames(names).setStruct(types))
            .setProjection(
                MaskExpression.newBuilder().setSelect(select).setMaintainSingularStruct(true))
            .setNamedTable(
                NamedTable.newBuilder().addAllNames(Arrays.asList(node.table().split("\\.", 2))))
            .build();
    return new Rows(Rel.newBuilder().setRead(read).build(), yielded);
  }

  /** A collation is how texts are compared, and no part of them; who reads one meets a gap. */
  private static EngineType stored(EngineType type) {
    return type instanceof EngineType.Collated ? EngineTypes.VARCHAR : type;
  }

  /** One row, with the column that every relation has. */
  static Rows oneRow(Message message) {
    return written(List.of(List.of(Value.literal(0))), List.of(INTEGER), message);
  }

  static Rows written(List<List<Value>> rows, List<EngineType> types, Message message) {
    List<String> names = new ArrayList<>();
    List<Rows.Col> columns = new ArrayList<>();
    Type.Struct.Builder struct =
        Type.Struct.newBuilder().setNullability(Type.Nullability.NULLABILITY_REQUIRED);
    for (int i = 0; i < types.size(); i++) {
      int column = i;
      boolean nullable = rows.stream().anyMatch(row -> row.get(column).nullable());
      names.addAll(Types.names("c" + i, types.get(i)));
      struct.addTypes(message.type(types.get(i), nullable));
      columns.add(new Rows.Col(types.get(i), nullable));
    }
    VirtualTable.Builder table = VirtualTable.newBuilder();
    for (List<Value> row : rows) {
      Nested.Struct.Builder fields = Nested.Struct.newBuilder();
      row.forEach(value -> fields.addFields(value.expression()));
      table.addExpressions(fields);
    }
    ReadRel read =
        ReadRel.newBuilder()
            .setCommon(Relations.direct())
            .setBaseSchema(NamedStruct.newBuilder().addAllNames(names).setStruct(struct))
            .setVirtualTable(table)
            .build();
    return new Rows(Rel.newBuilder().setRead(read).build(), columns);
  }
}

package dev.varve.storage.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;

/**
 * One column of the table with the part of the schema tree below it.
 *
 * @param firstLeaf the ordinal of its first leaf column among all leaf columns of the file
 * @param leaves how many leaf columns it has
 * @param elements its schema elements, itself first, depth first
 */
record TopLevelColumn(String name, int firstLeaf, int leaves, List<SchemaElement> elements) {

  TopLevelColumn {
    elements = List.copyOf(elements);
  }

  static List<TopLevelColumn> of(
      List<SchemaElement> schema, Function<String, RuntimeException> damaged) {
    if (schema == null || schema.isEmpty()) {
      throw damaged.apply("it has no schema");
    }
    List<TopLevelColumn> result = new ArrayList<>();
    int position = 1;
    int leaf = 0;
    while (position < schema.size()) {
      int end = position;
      int leaves = 0;
      // The elements still to come of this column's subtree: a group adds its children.
      for (long open = 1; open > 0; open--) {
        if (end == schema.size()) {
          throw damaged.apply("its schema tree is cut off");
        }
        int children = schema.get(end).getNum_children();
        if (children < 0) {
          throw damaged.apply("its schema tree is inconsistent");
        }
        open += children;
        leaves += isGroup(schema.get(end)) ? 0 : 1;
        end++;
      }
      result.add(
          new TopLevelColumn(
              schema.get(position).getName(), leaf, leaves, schema.subList(position, end)));
      leaf += leaves;
      position = end;
    }
    if (result.size() != schema.get(0).getNum_children()) {
      throw damaged.apply("its schema tree is inconsistent");
    }
    return List.copyOf(result);
  }

  private static boolean isGroup(SchemaElement element) {
    return !element.isSetType();
  }

  boolean isPrimitive() {
    return elements.size() == 1 && !isGroup(elements.get(0));
  }

  SchemaElement element() {
    return elements.get(0);
  }

  /**
   * The type: physical and logical types, nesting, repetition, and the names of nested fields. The
   * column's own name and field id are left out, so that a renamed column keeps its digest.
   */
  void encodeType(Encoding to) {
    to.number(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      SchemaElement element = elements.get(i);
      to.text(i == 0 ? "" : element.getName());
      to.number(element.getNum_children());
      to.text(element.isSetType() ? element.getType().name() : "group");
      to.number(element.isSetType_length() ? element.getType_length() : -1);
      to.text(element.isSetRepetition_type() ? element.getRepetition_type().name() : "");
      to.text(element.isSetConverted_type() ? element.getConverted_type().name() : "");
      to.number(element.isSetPrecision() ? element.getPrecision() : -1);
      to.number(element.isSetScale() ? element.getScale() : -1);
      to.text(element.isSetLogicalType() ? text(element.getLogicalType()) : "");
    }
  }

  private static String text(LogicalType type) {
    return switch (type.getSetField()) {
      case DECIMAL -> {
        DecimalType decimal = type.getDECIMAL();
        yield "decimal " + decimal.getPrecision() + " " + decimal.getScale();
      }
      case TIMESTAMP -> {
        TimestampType timestamp = type.getTIMESTAMP();
        yield "timestamp " + timestamp.isIsAdjustedToUTC() + " " + text(timestamp.getUnit());
      }
      case TIME -> {
        TimeType time = type.getTIME();
        yield "time " + time.isIsAdjustedToUTC() + " " + text(time.getUnit());
      }
      case INTEGER -> {
        IntType integer = type.getINTEGER();
        yield "integer " + integer.getBitWidth() + " " + integer.isIsSigned();
      }
      // The others have no attributes yet, or such as only their own text knows.
      default -> type.toString();
    };
  }

  private static String text(TimeUnit unit) {
    return unit.getSetField().name();
  }
}

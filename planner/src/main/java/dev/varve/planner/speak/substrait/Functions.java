package dev.varve.planner.speak.substrait;

import dev.varve.planner.types.EngineType;
import dev.varve.planner.types.EngineTypes;
import io.substrait.proto.Expression;
import io.substrait.proto.Expression.ScalarFunction;
import io.substrait.proto.FunctionArgument;
import io.substrait.proto.FunctionOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Calls of the functions that the extensions define. */
final class Functions {
  private Functions() {}

  /**
   * A call that is NULL where an argument may be.
   *
   * @param options such as {@code overflow=ERROR}
   */
  static Value call(
      Message message,
      String library,
      String signature,
      EngineType type,
      List<Value> arguments,
      String... options) {
    boolean nullable = arguments.stream().anyMatch(Value::nullable);
    return call(
        message, library, signature, type, nullable, List.of(), arguments, List.of(options));
  }

  static Value call(
      Message message,
      String library,
      String signature,
      EngineType type,
      boolean nullable,
      List<String> words,
      List<Value> arguments,
      List<String> options) {
    ScalarFunction.Builder call =
        ScalarFunction.newBuilder()
            .setFunctionReference(message.function(library, signature))
            .setOutputType(message.type(type, nullable))
            .addAllOptions(options(options));
    words.forEach(word -> call.addArguments(FunctionArgument.newBuilder().setEnum(word)));
    arguments.forEach(argument -> call.addArguments(argument.argument()));
    return new Value(Expression.newBuilder().setScalarFunction(call).build(), type, nullable);
  }

  static List<FunctionOption> options(List<String> options) {
    List<FunctionOption> written = new ArrayList<>();
    for (String option : options) {
      List<String> parts = Arrays.asList(option.split("=", -1));
      written.add(
          FunctionOption.newBuilder().setName(parts.get(0)).addPreference(parts.get(1)).build());
    }
    return written;
  }

  static Value not(Message message, Value value) {
    return call(message, "boolean", "not:bool", EngineTypes.BOOLEAN, List.of(value));
  }

  /** True where there is none. */
  static Value and(Message message, List<Value> values) {
    return switch (values.size()) {
      case 0 -> Value.literal(true);
      case 1 -> values.get(0);
      default -> call(message, "boolean", "and:bool", EngineTypes.BOOLEAN, values);
    };
  }

  /** Never NULL itself. */
  static Value compared(Message message, String signature, List<Value> arguments) {
    return call(
        message,
        "comparison",
        signature,
        EngineTypes.BOOLEAN,
        false,
        List.of(),
        arguments,
        List.of());
  }

  /** How the extensions abbreviate a type in signatures. */
  static String abbreviated(EngineType type) {
    return switch (type.text()) {
      case "BOOLEAN" -> "bool";
      case "TINYINT" -> "i8";
      case "SMALLINT" -> "i16";
      case "INTEGER" -> "i32";
      case "BIGINT" -> "i64";
      case "FLOAT" -> "fp32";
      case "DOUBLE" -> "fp64";
      case "VARCHAR" -> "str";
      case "DATE" -> "date";
      case "TIMESTAMP" -> "pts";
      case "TIMESTAMP WITH TIME ZONE" -> "ptstz";
      default -> "dec";
    };
  }
}

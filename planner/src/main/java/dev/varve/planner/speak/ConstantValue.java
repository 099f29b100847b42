package dev.varve.planner.speak;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.varve.planner.plan.Expression;
import dev.varve.planner.plan.Expression.Cast;
import dev.varve.planner.plan.Expression.Constant;
import dev.varve.planner.types.EngineType.Decimal;
import dev.varve.planner.types.EngineTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Values as the engine serialises them, read back. */
public final class ConstantValue {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final List<String> PLAIN =
      EngineTypes.more(EngineTypes.NUMBERS, "UHUGEINT", "BOOLEAN", "VARCHAR");

  private ConstantValue() {}

  public static boolean isNull(Constant constant) {
    return constant.value().equals("null");
  }

  /**
   * Booleans, numbers, text and dates as a cast from text reads them; nothing for values of other
   * types.
   */
  public static Optional<String> plain(Constant constant) {
    String value = constant.value();
    if (constant.type() instanceof Decimal decimal) {
      return value.matches("-?\\d+")
          ? Optional.of(new BigDecimal(new BigInteger(value), decimal.scale()).toPlainString())
          : Optional.empty();
    }
    String type = constant.type().text();
    if (type.equals("DATE")) {
      LocalDate date = LocalDate.ofEpochDay(Long.parseLong(value));
      return date.getYear() > 0 && date.getYear() < 10_000
          ? Optional.of(date.toString())
          : Optional.empty();
    }
    return PLAIN.contains(type) ? scalar(value) : Optional.empty();
  }

  /** A JSON text, number or word, without the quotes and escapes of JSON; no list and no object. */
  public static Optional<String> scalar(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken token = parser.nextToken();
      return token != null && token.isScalarValue()
          ? Optional.of(parser.getText())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the engine's JSON cannot be read: " + json, e);
    }
  }

  /** A text that is written out. */
  public static Optional<String> text(Expression expression) {
    return expression instanceof Constant constant
            && constant.type().text().equals("VARCHAR")
            && !isNull(constant)
        ? plain(constant)
        : Optional.empty();
  }

  /** A whole number that is written out, also where the binder converted it. */
  public static OptionalLong whole(Expression expression) {
    if (expression instanceof Cast cast && Numbers.isWhole(cast.type())) {
      return whole(cast.operand());
    }
    return expression instanceof Constant constant
            && Numbers.isWhole(constant.type())
            && constant.value().matches("-?\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(constant.value()))
        : OptionalLong.empty();
  }
}

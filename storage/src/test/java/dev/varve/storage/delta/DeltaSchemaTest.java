package dev.varve.storage.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.varve.storage.StorageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaSchemaTest {
  @Test
  void knowsTheTopLevelPrimitivesInOrder() {
    DeltaSchema schema =
        DeltaSchema.parse(
            struct(
                "{\"metadata\":{\"name\":\"x y\",\"type\":\"z\"},\"type\":\"long\",\"name\":\"b\"},"
                    + "{\"name\":\"s\",\"type\":{\"type\":\"struct\",\"fields\":["
                    + "{\"name\":\"inner\",\"type\":\"string\",\"metadata\":{}}]}},"
                    + "{\"name\":\"m\",\"type\":{\"type\":\"map\",\"keyType\":\"string\","
                    + "\"valueType\":\"date\",\"valueContainsNull\":true}},"
                    + "{\"name\":\"a\",\"type\":\"decimal(9,2)\",\"nullable\":true}"));
    assertThat(schema.primitives().entrySet())
        .containsExactly(Map.entry("b", "long"), Map.entry("a", "decimal(9,2)"));
    assertThat(schema.hasTimestampNtz()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"timestamp_ntz\"",
        "{\"type\":\"array\",\"elementType\":\"timestamp_ntz\",\"containsNull\":true}",
        "{\"type\":\"map\",\"keyType\":\"string\",\"valueType\":\"timestamp_ntz\"}",
        "{\"type\":\"struct\",\"fields\":[{\"name\":\"f\",\"type\":\"timestamp_ntz\"}]}"
      })
  void findsTimestampsWithoutZoneAnywhere(String type) {
    assertThat(
            DeltaSchema.parse(struct("{\"name\":\"a\",\"type\":" + type + "}")).hasTimestampNtz())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"count_star()", "a b", "a,b", "a=b", "a;b", "{a}", "a\\tb", ""})
  void refusesNamesThatReadersCannotHave(String name) {
    assertThatThrownBy(
            () -> DeltaSchema.parse(struct("{\"name\":\"" + name + "\",\"type\":\"long\"}")))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo("DELTA_COLUMN_NAME"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"type\":\"struct\",\"fields\":[]}"})
  void refusesWhatIsNoSchema(String text) {
    assertThatThrownBy(() -> DeltaSchema.parse(text))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo("DELTA_SCHEMA_INVALID"));
  }

  private static String struct(String fields) {
    return "{\"type\":\"struct\",\"fields\":[" + fields + "]}";
  }
}

package dev.varve.storage.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.storage.StorageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a writer must know of a Delta schema.
 *
 * @param primitives the names and types of the top-level columns without fields of their own, in
 *     order
 * @param hasTimestampNtz whether that type, which needs a table feature, occurs anywhere
 */
record DeltaSchema(Map<String, String> primitives, boolean hasTimestampNtz) {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String TIMESTAMP_NTZ = "timestamp_ntz";

  /** Readers without column mapping cannot have these in a Parquet column's name. */
  private static final String FORBIDDEN = " ,;{}()\n\t=";

  DeltaSchema {
    primitives = Collections.unmodifiableMap(new LinkedHashMap<>(primitives));
  }

  static DeltaSchema parse(String schemaJson) {
    Map<String, String> primitives = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    boolean[] ntz = {false};
    try (JsonParser json = JSON.createParser(schemaJson)) {
      int depth = 0;
      String column = "";
      String type = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        // The table's struct has depth 1, one of its columns has depth 2 (the array between them
        // does not count).
        if (token == JsonToken.START_OBJECT) {
          depth++;
          if (depth == 2) {
            column = "";
            type = "";
          }
        } else if (token == JsonToken.END_OBJECT) {
          if (depth == 2 && !type.isEmpty()) {
            primitives.put(column, type);
          }
          depth--;
        } else if (token == JsonToken.VALUE_STRING) {
          String value = json.getText();
          switch (json.currentName() == null ? "" : json.currentName()) {
            case "name" -> {
              names.add(value);
              column = depth == 2 ? value : column;
            }
            case "type" -> {
              ntz[0] |= value.equals(TIMESTAMP_NTZ);
              type = depth == 2 ? value : type;
            }
            case "elementType", "keyType", "valueType" -> ntz[0] |= value.equals(TIMESTAMP_NTZ);
            default -> {
              // Metadata of a column.
            }
          }
        } else if (token == JsonToken.FIELD_NAME && json.currentName().equals("metadata")) {
          json.nextToken();
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      throw new StorageException(
          "DELTA_SCHEMA_INVALID",
          "A Delta schema is not valid JSON: " + schemaJson,
          "This is a fault in Varve; report it with the model.",
          e);
    }
    if (names.isEmpty()) {
      throw new StorageException(
          "DELTA_SCHEMA_INVALID",
          "A Delta schema has no columns: " + schemaJson,
          "A table has at least one column.");
    }
    names.forEach(DeltaSchema::requireAllowed);
    return new DeltaSchema(primitives, ntz[0]);
  }

  private static void requireAllowed(String name) {
    if (name.isEmpty() || name.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
      throw new StorageException(
          "DELTA_COLUMN_NAME",
          "A Delta table cannot have a column named \"" + name + "\".",
          "Give it an alias of letters, digits and underscores.");
    }
  }
}

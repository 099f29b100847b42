package dev.varve.storage.store;

import com.fasterxml.jackson.core.JsonParser;
import dev.varve.storage.internal.Json;
import java.io.IOException;
import java.util.List;

/** The persisted form of an action record. */
final class ActionRecordJson {
  static final int FORMAT_VERSION = 1;

  private ActionRecordJson() {}

  static byte[] write(ActionRecord actionRecord) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeNumberField("formatVersion", FORMAT_VERSION);
          json.writeStringField("stepKey", actionRecord.stepKey());
          json.writeNumberField("rows", actionRecord.rows());
          json.writeNumberField("bytes", actionRecord.bytes());
          json.writeFieldName("ingredients");
          ContentJson.writeIngredients(json, actionRecord.ingredients());
          json.writeStringField("schema", actionRecord.schema());
          json.writeFieldName("files");
          ContentJson.writeFiles(json, actionRecord.files());
          json.writeFieldName("columns");
          ContentJson.writeColumns(json, actionRecord.columns());
          json.writeObjectFieldStart("measurements");
          Measurements measurements = actionRecord.measurements();
          json.writeNumberField("executeMillis", measurements.executeMillis());
          json.writeNumberField("writeMillis", measurements.writeMillis());
          json.writeNumberField("peakMemoryBytes", measurements.peakMemoryBytes());
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  static ActionRecord read(byte[] content) throws IOException {
    return Json.read(content, json -> new Builder().read(json));
  }

  private static final class Builder {
    private long version;
    private String stepKey;
    private long rows = -1;
    private long bytes = -1;
    private List<Ingredient> ingredients;
    private String schema;
    private List<DataFile> files;
    private List<ColumnDigest> columns;
    private long executeMillis;
    private long writeMillis;
    private long peakMemoryBytes;

    private ActionRecord read(JsonParser json) throws IOException {
      Json.object(json, this::field);
      Json.version(version, FORMAT_VERSION);
      if (rows < 0 || bytes < 0) {
        throw new IOException("rows or bytes are missing");
      }
      return new ActionRecord(
          Json.required(stepKey, "stepKey"),
          Json.required(ingredients, "ingredients"),
          Json.required(schema, "schema"),
          Json.required(files, "files"),
          Json.required(columns, "columns"),
          rows,
          bytes,
          new Measurements(executeMillis, writeMillis, peakMemoryBytes));
    }

    private void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "formatVersion" -> version = Json.number(json);
        case "stepKey" -> stepKey = Json.text(json);
        case "rows" -> rows = Json.number(json);
        case "bytes" -> bytes = Json.number(json);
        case "ingredients" -> ingredients = ContentJson.readIngredients(json);
        case "schema" -> schema = Json.text(json);
        case "files" -> files = ContentJson.readFiles(json);
        case "columns" -> columns = ContentJson.readColumns(json);
        case "measurements" -> Json.object(json, this::measurement);
        default -> json.skipChildren();
      }
    }

    private void measurement(String name, JsonParser json) throws IOException {
      switch (name) {
        case "executeMillis" -> executeMillis = Json.number(json);
        case "writeMillis" -> writeMillis = Json.number(json);
        case "peakMemoryBytes" -> peakMemoryBytes = Json.number(json);
        default -> json.skipChildren();
      }
    }
  }
}

package dev.varve.storage.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.storage.internal.Json;
import dev.varve.storage.store.ColumnDigest;
import dev.varve.storage.store.ContentJson;
import dev.varve.storage.store.DataFile;
import dev.varve.storage.store.Ingredient;
import java.io.IOException;
import java.util.List;

/** The persisted form of a table's entry, in a manifest and wherever else one is kept. */
public final class TableEntryJson {
  private TableEntryJson() {}

  public static void write(JsonGenerator json, TableEntry table) throws IOException {
    json.writeStartObject();
    json.writeStringField("table", table.table());
    json.writeStringField("stepKey", table.stepKey());
    json.writeStringField("planFingerprint", table.planFingerprint());
    json.writeStringField("text", table.text());
    json.writeStringField("deepKey", table.deepKey());
    json.writeBooleanField("stale", table.stale());
    json.writeNumberField("deltaVersion", table.deltaVersion());
    json.writeNumberField("rows", table.rows());
    json.writeNumberField("bytes", table.bytes());
    json.writeNumberField("milliseconds", table.milliseconds());
    json.writeArrayFieldStart("inputs");
    for (String input : table.inputs()) {
      json.writeString(input);
    }
    json.writeEndArray();
    json.writeFieldName("ingredients");
    ContentJson.writeIngredients(json, table.ingredients());
    json.writeFieldName("files");
    ContentJson.writeFiles(json, table.files());
    json.writeFieldName("columns");
    ContentJson.writeColumns(json, table.columns());
    json.writeArrayFieldStart("output");
    for (TableColumn column : table.output()) {
      json.writeStartArray();
      json.writeString(column.name());
      json.writeString(column.type());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeStringField("schema", table.schema());
    json.writeEndObject();
  }

  public static TableEntry read(JsonParser json) throws IOException {
    return new TableBuilder().read(json);
  }

  private static final class TableBuilder {
    private String table;
    private String stepKey;
    private List<Ingredient> ingredients;
    private String planFingerprint;
    private long deltaVersion;
    private String schema;
    private List<DataFile> files;
    private List<ColumnDigest> columns;
    private long rows;
    private long bytes;
    private List<String> inputs;
    private String text;
    private List<TableColumn> output;
    private String deepKey = "";
    private boolean stale;
    private long milliseconds;

    private TableEntry read(JsonParser json) throws IOException {
      Json.object(json, this::field);
      return new TableEntry(
          Json.required(table, "table"),
          Json.required(stepKey, "stepKey"),
          Json.required(ingredients, "ingredients"),
          Json.required(planFingerprint, "planFingerprint"),
          deltaVersion,
          Json.required(schema, "schema"),
          Json.required(files, "files"),
          Json.required(columns, "columns"),
          rows,
          bytes,
          Json.required(inputs, "inputs"),
          Json.required(text, "text"),
          Json.required(output, "output"),
          deepKey,
          stale,
          milliseconds);
    }

    private void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "table" -> table = Json.text(json);
        case "stepKey" -> stepKey = Json.text(json);
        case "planFingerprint" -> planFingerprint = Json.text(json);
        case "text" -> text = Json.text(json);
        case "deepKey" -> deepKey = Json.text(json);
        case "stale" -> stale = Json.truth(json);
        case "deltaVersion" -> deltaVersion = Json.number(json);
        case "rows" -> rows = Json.number(json);
        case "bytes" -> bytes = Json.number(json);
        case "milliseconds" -> milliseconds = Json.number(json);
        case "inputs" -> inputs = Json.list(json, Json::text);
        case "ingredients" -> ingredients = ContentJson.readIngredients(json);
        case "files" -> files = ContentJson.readFiles(json);
        case "columns" -> columns = ContentJson.readColumns(json);
        case "output" -> output = Json.list(json, TableBuilder::column);
        case "schema" -> schema = Json.text(json);
        default -> json.skipChildren();
      }
    }

    private static TableColumn column(JsonParser json) throws IOException {
      Json.expect(json, JsonToken.START_ARRAY);
      TableColumn column = new TableColumn(Json.nextText(json), Json.nextText(json));
      Json.endRow(json);
      return column;
    }
  }
}

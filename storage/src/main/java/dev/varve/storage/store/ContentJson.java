package dev.varve.storage.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.storage.Digest;
import dev.varve.storage.internal.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * How files, digests and ingredients stand in records and manifests. They are rows, that is arrays
 * with a fixed meaning by place, because a manifest holds hundreds of thousands of them; a later
 * version may append to a row.
 */
public final class ContentJson {
  private ContentJson() {}

  /** {@code [[kind, name, value], …]}. */
  public static void writeIngredients(JsonGenerator json, List<Ingredient> ingredients)
      throws IOException {
    json.writeStartArray();
    for (Ingredient ingredient : ingredients) {
      json.writeStartArray();
      json.writeString(ingredient.kind());
      json.writeString(ingredient.name());
      json.writeString(ingredient.value());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  public static List<Ingredient> readIngredients(JsonParser json) throws IOException {
    return Json.list(json, ContentJson::readIngredient);
  }

  private static Ingredient readIngredient(JsonParser json) throws IOException {
    Json.expect(json, JsonToken.START_ARRAY);
    Ingredient ingredient =
        new Ingredient(Json.nextText(json), Json.nextText(json), Json.nextText(json));
    Json.endRow(json);
    return ingredient;
  }

  /** {@code [[column, digest], …]}. */
  public static void writeColumns(JsonGenerator json, List<ColumnDigest> columns)
      throws IOException {
    json.writeStartArray();
    for (ColumnDigest column : columns) {
      json.writeStartArray();
      json.writeString(column.column());
      json.writeString(column.digest().hex());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  public static List<ColumnDigest> readColumns(JsonParser json) throws IOException {
    return Json.list(json, ContentJson::readColumn);
  }

  private static ColumnDigest readColumn(JsonParser json) throws IOException {
    Json.expect(json, JsonToken.START_ARRAY);
    ColumnDigest column = new ColumnDigest(Json.nextText(json), new Digest(Json.nextText(json)));
    Json.endRow(json);
    return column;
  }

  /**
   * {@code [[path, digest, rows, size, modifiedNanos, inode, [[column, nulls, min, max], …]], …]};
   * min and max are null where they are not known.
   */
  public static void writeFiles(JsonGenerator json, List<DataFile> files) throws IOException {
    json.writeStartArray();
    for (DataFile file : files) {
      json.writeStartArray();
      json.writeString(file.path());
      json.writeString(file.digest().hex());
      json.writeNumber(file.rows());
      json.writeNumber(file.stamp().size());
      json.writeNumber(file.stamp().modifiedNanos());
      json.writeNumber(file.stamp().inode());
      json.writeStartArray();
      for (ColumnStatistics column : file.statistics()) {
        json.writeStartArray();
        json.writeString(column.column());
        json.writeNumber(column.nulls());
        writeOptional(json, column.min());
        writeOptional(json, column.max());
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  public static List<DataFile> readFiles(JsonParser json) throws IOException {
    return Json.list(json, ContentJson::readFile);
  }

  private static DataFile readFile(JsonParser json) throws IOException {
    Json.expect(json, JsonToken.START_ARRAY);
    String path = Json.nextText(json);
    Digest digest = new Digest(Json.nextText(json));
    long rows = Json.nextNumber(json);
    FileStamp stamp =
        new FileStamp(Json.nextNumber(json), Json.nextNumber(json), Json.nextNumber(json));
    json.nextToken();
    List<ColumnStatistics> statistics = Json.list(json, ContentJson::readStatistics);
    Json.endRow(json);
    return new DataFile(path, digest, rows, stamp, statistics);
  }

  private static ColumnStatistics readStatistics(JsonParser json) throws IOException {
    Json.expect(json, JsonToken.START_ARRAY);
    String column = Json.nextText(json);
    long nulls = Json.nextNumber(json);
    Optional<String> min = readOptional(json);
    Optional<String> max = readOptional(json);
    Json.endRow(json);
    return new ColumnStatistics(column, min, max, nulls);
  }

  private static void writeOptional(JsonGenerator json, Optional<String> text) throws IOException {
    if (text.isPresent()) {
      json.writeString(text.get());
    } else {
      json.writeNull();
    }
  }

  private static Optional<String> readOptional(JsonParser json) throws IOException {
    return json.nextToken() == JsonToken.VALUE_NULL
        ? Optional.empty()
        : Optional.of(Json.text(json));
  }
}

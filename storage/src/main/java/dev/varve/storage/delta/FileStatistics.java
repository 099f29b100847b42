package dev.varve.storage.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.varve.storage.store.ColumnStatistics;
import dev.varve.storage.store.DataFile;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The statistics of a file as the JSON text that an {@code add} action carries. */
final class FileStatistics {
  /** As many columns as other writers of Delta index unless told otherwise. */
  private static final int INDEXED_COLUMNS = 32;

  private static final JsonFactory JSON = new JsonFactory();

  private FileStatistics() {}

  static String toJson(DataFile file, DeltaSchema schema) throws IOException {
    Map<String, String> min = new LinkedHashMap<>();
    Map<String, String> max = new LinkedHashMap<>();
    Map<String, String> nulls = new LinkedHashMap<>();
    file.statistics().stream()
        .filter(column -> schema.primitives().containsKey(column.column()))
        .limit(INDEXED_COLUMNS)
        .forEach(column -> add(column, schema.primitives().get(column.column()), min, max, nulls));
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("numRecords", file.rows());
      write(json, "minValues", min);
      write(json, "maxValues", max);
      write(json, "nullCount", nulls);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void add(
      ColumnStatistics column,
      String type,
      Map<String, String> min,
      Map<String, String> max,
      Map<String, String> nulls) {
    Optional<String> low = column.min().flatMap(text -> StatisticsValue.min(type, text));
    Optional<String> high = column.max().flatMap(text -> StatisticsValue.max(type, text));
    // One bound alone helps hardly anybody, and readers of one file expect the other.
    if (low.isPresent() && high.isPresent()) {
      min.put(column.column(), low.get());
      max.put(column.column(), high.get());
    }
    nulls.put(column.column(), Long.toString(column.nulls()));
  }

  private static void write(JsonGenerator json, String field, Map<String, String> values)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, String> entry : values.entrySet()) {
      json.writeFieldName(entry.getKey());
      json.writeRawValue(entry.getValue());
    }
    json.writeEndObject();
  }
}

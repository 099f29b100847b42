package dev.varve.activities.phase.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.varve.planner.compile.OutputColumn;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The stored schema of a table in the form in which Delta keeps it. */
final class DeltaSchema {
  private static final JsonFactory JSON = new JsonFactory();

  private DeltaSchema() {}

  /** Every column may be null in the schema: a contract is checked by Varve, not by the format. */
  static String of(List<OutputColumn> columns) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("type", "struct");
      json.writeArrayFieldStart("fields");
      for (OutputColumn column : columns) {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeFieldName("type");
        json.writeRawValue(column.stored().deltaType());
        json.writeBooleanField("nullable", true);
        json.writeObjectFieldStart("metadata");
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}

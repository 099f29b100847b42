package dev.varve.planner.compile;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists of texts in JSON. */
final class JsonLists {
  private JsonLists() {}

  static void write(JsonGenerator out, List<String> texts) throws IOException {
    out.writeStartArray();
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  /** Writes a field, unless the list is empty. */
  static void writeField(JsonGenerator out, String name, List<String> texts) throws IOException {
    if (!texts.isEmpty()) {
      out.writeFieldName(name);
      write(out, texts);
    }
  }

  /** Reads the list that the parser stands at the beginning of. */
  static List<String> read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("a list was expected at " + in.currentLocation());
    }
    List<String> texts = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      texts.add(in.getText());
    }
    return texts;
  }
}

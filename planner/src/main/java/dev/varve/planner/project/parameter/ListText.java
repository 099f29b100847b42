package dev.varve.planner.project.parameter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Lists of values as text: a JSON array, or plain values with commas between them as one writes
 * them on a command line.
 */
public final class ListText {
  private static final JsonFactory JSON = new JsonFactory();

  private ListText() {}

  /** The elements as texts; nothing when it is no list of values. */
  static Optional<List<String>> read(String written) {
    String text = written.strip();
    if (text.isEmpty()) {
      return Optional.of(List.of());
    }
    return text.startsWith("[")
        ? json(text)
        : Optional.of(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  /** As a JSON array of texts. */
  public static String write(List<String> elements) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (String element : elements) {
        json.writeString(element);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static Optional<List<String>> json(String text) {
    List<String> elements = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (!json.currentToken().isScalarValue() || json.currentToken() == JsonToken.VALUE_NULL) {
          return Optional.empty();
        }
        elements.add(json.getText());
      }
      return json.nextToken() == null ? Optional.of(elements) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

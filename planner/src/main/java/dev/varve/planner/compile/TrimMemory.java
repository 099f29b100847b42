package dev.varve.planner.compile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.compile.Trims.Trimmed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Trimmed queries by the key of the model and of what was asked of it. Kept as JSON; one of another
 * format, or one that cannot be read, counts as none.
 */
final class TrimMemory {
  static final int FORMAT_VERSION = 2;

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Map<String, Optional<Trimmed>>> models = new TreeMap<>();
  private boolean anythingNew;

  private TrimMemory() {}

  static TrimMemory empty() {
    return new TrimMemory();
  }

  /** What was found out, which may be that there is no such query. */
  Optional<Optional<Trimmed>> find(Fingerprint model, Fingerprint key) {
    return Optional.ofNullable(models.getOrDefault(model.hex(), Map.of()).get(key.hex()));
  }

  void put(Fingerprint model, Fingerprint key, Optional<Trimmed> trimmed) {
    models.computeIfAbsent(model.hex(), name -> new TreeMap<>()).put(key.hex(), trimmed);
    anythingNew = true;
  }

  boolean anythingNew() {
    return anythingNew;
  }

  /** Without the models that are no more. */
  byte[] toJson(Set<String> present) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("formatVersion", FORMAT_VERSION);
      out.writeObjectFieldStart("models");
      for (Map.Entry<String, Map<String, Optional<Trimmed>>> model : models.entrySet()) {
        if (present.contains(model.getKey())) {
          out.writeObjectFieldStart(model.getKey());
          for (Map.Entry<String, Optional<Trimmed>> entry : model.getValue().entrySet()) {
            out.writeFieldName(entry.getKey());
            write(out, entry.getValue());
          }
          out.writeEndObject();
        }
      }
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, Optional<Trimmed> trimmed) throws IOException {
    out.writeStartArray();
    if (trimmed.isPresent()) {
      out.writeString(trimmed.get().query().hex());
      for (String table : trimmed.get().trusted()) {
        out.writeString(table);
      }
      for (InputUse input : trimmed.get().inputs()) {
        out.writeStartArray();
        out.writeString(input.table());
        out.writeBoolean(input.isSource());
        out.writeBoolean(input.allColumns());
        JsonLists.write(out, input.columns());
        out.writeEndArray();
      }
    }
    out.writeEndArray();
  }

  static Optional<TrimMemory> fromJson(byte[] json) {
    try (JsonParser in = JSON.createParser(json)) {
      TrimMemory memory = new TrimMemory();
      boolean known = false;
      in.nextToken();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "formatVersion" -> known = in.getIntValue() == FORMAT_VERSION;
          case "models" -> memory.readModels(in);
          default -> in.skipChildren();
        }
        if (!known) {
          return Optional.empty();
        }
      }
      return Optional.of(memory);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  private void readModels(JsonParser in) throws IOException {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      Map<String, Optional<Trimmed>> model = new TreeMap<>();
      models.put(in.currentName(), model);
      in.nextToken();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String key = in.currentName();
        in.nextToken();
        model.put(key, query(in));
      }
    }
  }

  private static Optional<Trimmed> query(JsonParser in) throws IOException {
    if (in.nextToken() == JsonToken.END_ARRAY) {
      return Optional.empty();
    }
    Fingerprint query = new Fingerprint(in.getText());
    List<InputUse> inputs = new ArrayList<>();
    List<String> trusted = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        trusted.add(in.getText());
        continue;
      }
      String table = in.nextTextValue();
      boolean source = in.nextBooleanValue();
      boolean all = in.nextBooleanValue();
      in.nextToken();
      inputs.add(new InputUse(table, source, JsonLists.read(in), all));
      in.nextToken();
    }
    return Optional.of(new Trimmed(query, inputs, trusted));
  }
}

package dev.varve.planner.compile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.bind.ClockMacros.Asked;
import dev.varve.planner.bind.ParsedQuery;
import dev.varve.planner.bind.ParsedQuery.TableName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the last compilation of a project found out, by the keys of what it was made of. Kept as
 * JSON; one of another format, or one that cannot be read, counts as none.
 */
final class CompilationMemory {
  static final int FORMAT_VERSION = 4;

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, ParsedQuery> texts = new TreeMap<>();
  private final Map<String, CompiledModel> models = new TreeMap<>();

  private CompilationMemory() {}

  static CompilationMemory empty() {
    return new CompilationMemory();
  }

  /** A query without complaints, or null. */
  ParsedQuery text(Fingerprint key) {
    return texts.get(key.hex());
  }

  /** A compiled model, or null. */
  CompiledModel model(Fingerprint key) {
    return models.get(key.hex());
  }

  void put(Fingerprint key, ParsedQuery query) {
    texts.put(key.hex(), query);
  }

  void put(Fingerprint key, CompiledModel model) {
    models.put(key.hex(), model);
  }

  int size() {
    return texts.size() + models.size();
  }

  byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("formatVersion", FORMAT_VERSION);
      out.writeObjectFieldStart("texts");
      for (Map.Entry<String, ParsedQuery> entry : texts.entrySet()) {
        out.writeFieldName(entry.getKey());
        write(out, entry.getValue());
      }
      out.writeEndObject();
      out.writeObjectFieldStart("models");
      for (Map.Entry<String, CompiledModel> entry : models.entrySet()) {
        out.writeFieldName(entry.getKey());
        CompiledModelWriter.write(out, entry.getValue());
      }
      out.writeEndObject();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Optional<CompilationMemory> fromJson(byte[] json) {
    try (JsonParser in = JSON.createParser(json)) {
      CompilationMemory memory = new CompilationMemory();
      CompiledModelReader models = new CompiledModelReader();
      boolean known = false;
      in.nextToken();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "formatVersion" -> known = in.getIntValue() == FORMAT_VERSION;
          case "texts" -> {
            while (in.nextToken() != JsonToken.END_OBJECT) {
              String key = in.currentName();
              in.nextToken();
              memory.texts.put(key, query(in));
            }
          }
          case "models" -> {
            while (in.nextToken() != JsonToken.END_OBJECT) {
              String key = in.currentName();
              in.nextToken();
              memory.models.put(key, models.read(in));
            }
          }
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

  private static void write(JsonGenerator out, ParsedQuery query) throws IOException {
    out.writeStartArray();
    names(out, query.tables());
    JsonLists.write(out, query.withNames());
    JsonLists.write(out, query.functions());
    names(out, query.tableFunctions());
    JsonLists.write(out, query.clock().stream().map(Enum::name).toList());
    out.writeEndArray();
  }

  private static void names(JsonGenerator out, List<TableName> names) throws IOException {
    out.writeStartArray();
    for (TableName name : names) {
      out.writeStartArray();
      out.writeNumber(name.utf8Offset());
      for (String part : name.path()) {
        out.writeString(part);
      }
      out.writeEndArray();
    }
    out.writeEndArray();
  }

  private static ParsedQuery query(JsonParser in) throws IOException {
    List<TableName> tables = names(in);
    in.nextToken();
    List<String> withNames = JsonLists.read(in);
    in.nextToken();
    List<String> functions = JsonLists.read(in);
    List<TableName> tableFunctions = names(in);
    in.nextToken();
    List<Asked> clock = JsonLists.read(in).stream().map(Asked::valueOf).toList();
    in.nextToken();
    return new ParsedQuery(tables, withNames, functions, tableFunctions, clock, List.of());
  }

  private static List<TableName> names(JsonParser in) throws IOException {
    List<TableName> names = new ArrayList<>();
    in.nextToken();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      in.nextToken();
      int offset = in.getIntValue();
      List<String> path = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        path.add(in.getText());
      }
      names.add(new TableName(path, offset));
    }
    return names;
  }
}

package dev.varve.activities.phase.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.planner.types.Column;
import dev.varve.planner.types.TableSchema;
import dev.varve.storage.Digest;
import dev.varve.storage.source.PinnedFile;
import dev.varve.storage.source.SourcePin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The discovery artifact as JSON, written and read by hand. */
public final class DiscoveryArtifact {
  private static final int FORMAT = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private DiscoveryArtifact() {}

  public static byte[] toJson(Discovered discovered) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT);
      json.writeStringField("folder", discovered.folder());
      json.writeStringField("files", discovered.files());
      json.writeArrayFieldStart("sources");
      for (SourcePin pin : discovered.pins().values()) {
        json.writeStartObject();
        json.writeStringField("name", pin.source());
        json.writeArrayFieldStart("files");
        for (PinnedFile file : pin.files()) {
          json.writeStartArray();
          json.writeString(file.path());
          json.writeNumber(file.size());
          json.writeString(file.digest().hex());
          json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("columns");
        for (Column column : discovered.schemas().get(pin.source()).columns()) {
          json.writeStartArray();
          json.writeString(column.name());
          json.writeString(column.type());
          json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static Discovered fromJson(byte[] bytes) {
    String folder = "";
    String files = "";
    Map<String, SourcePin> pins = new LinkedHashMap<>();
    Map<String, TableSchema> schemas = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "formatVersion" -> {
            if (json.getIntValue() != FORMAT) {
              throw new IllegalArgumentException("a discovery of format " + json.getIntValue());
            }
          }
          case "folder" -> folder = json.getText();
          case "files" -> files = json.getText();
          case "sources" -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              readSource(json, pins, schemas);
            }
          }
          default -> throw unknown(field);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Discovered(folder, files, pins, schemas);
  }

  private static void readSource(
      JsonParser json, Map<String, SourcePin> pins, Map<String, TableSchema> schemas)
      throws IOException {
    String name = "";
    List<PinnedFile> files = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = json.getText();
        case "files" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            String path = json.nextTextValue();
            long size = json.nextLongValue(-1);
            files.add(new PinnedFile(path, size, new Digest(json.nextTextValue())));
            json.nextToken();
          }
        }
        case "columns" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            columns.add(new Column(json.nextTextValue(), json.nextTextValue()));
            json.nextToken();
          }
        }
        default -> throw unknown(field);
      }
    }
    pins.put(name, new SourcePin(name, files));
    schemas.put(name, new TableSchema(columns));
  }

  private static IllegalArgumentException unknown(String field) {
    return new IllegalArgumentException("unknown field in a discovery: " + field);
  }
}

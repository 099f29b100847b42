package dev.varve.activities.phase.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
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
import java.util.Optional;

/**
 * The discovery artifact as JSON, written and read by hand. Format 1 had no faults, and forgot
 * which sources are known by their footers.
 */
public final class DiscoveryArtifact {
  private static final int FORMAT = 2;
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
        json.writeBooleanField("footerIdentity", pin.footerIdentity());
        json.writeArrayFieldStart("files");
        for (PinnedFile file : pin.files()) {
          json.writeStartArray();
          json.writeString(file.path());
          json.writeNumber(file.size());
          json.writeString(file.digest().hex());
          json.writeEndArray();
        }
        json.writeEndArray();
        TableSchema schema = discovered.schemas().get(pin.source());
        if (schema != null) {
          json.writeArrayFieldStart("columns");
          for (Column column : schema.columns()) {
            json.writeStartArray();
            json.writeString(column.name());
            json.writeString(column.type());
            json.writeEndArray();
          }
          json.writeEndArray();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("faults");
      for (Map.Entry<String, List<Problem>> faults : discovered.faults().entrySet()) {
        for (Problem fault : faults.getValue()) {
          writeFault(json, faults.getKey(), fault);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeFault(JsonGenerator json, String source, Problem fault)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("source", source);
    json.writeStringField("code", fault.code());
    json.writeStringField("message", fault.message());
    json.writeStringField("mend", fault.mend());
    if (fault.place().isPresent()) {
      Place place = fault.place().get();
      json.writeStringField("file", place.file());
      json.writeNumberField("line", place.line());
      json.writeNumberField("column", place.column());
    }
    json.writeEndObject();
  }

  public static Discovered fromJson(byte[] bytes) {
    String folder = "";
    String files = "";
    Map<String, SourcePin> pins = new LinkedHashMap<>();
    Map<String, TableSchema> schemas = new LinkedHashMap<>();
    Map<String, List<Problem>> faults = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "formatVersion" -> {
            if (json.getIntValue() < 1 || json.getIntValue() > FORMAT) {
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
          case "faults" -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              readFault(json, faults);
            }
          }
          default -> throw unknown(field);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Discovered(folder, files, pins, schemas, faults);
  }

  private static void readSource(
      JsonParser json, Map<String, SourcePin> pins, Map<String, TableSchema> schemas)
      throws IOException {
    String name = "";
    boolean footerIdentity = false;
    List<PinnedFile> files = new ArrayList<>();
    Optional<List<Column>> columns = Optional.empty();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "name" -> name = json.getText();
        case "footerIdentity" -> footerIdentity = json.getBooleanValue();
        case "files" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            String path = json.nextTextValue();
            long size = json.nextLongValue(-1);
            files.add(new PinnedFile(path, size, new Digest(json.nextTextValue())));
            json.nextToken();
          }
        }
        case "columns" -> {
          List<Column> read = new ArrayList<>();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            read.add(new Column(json.nextTextValue(), json.nextTextValue()));
            json.nextToken();
          }
          columns = Optional.of(read);
        }
        default -> throw unknown(field);
      }
    }
    pins.put(name, new SourcePin(name, files, footerIdentity));
    if (columns.isPresent()) {
      schemas.put(name, new TableSchema(columns.get()));
    }
  }

  private static void readFault(JsonParser json, Map<String, List<Problem>> faults)
      throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "source", "code", "message", "mend", "file", "line", "column" ->
            texts.put(field, json.getText());
        default -> throw unknown(field);
      }
    }
    Optional<Place> place =
        Optional.ofNullable(texts.get("file"))
            .map(
                file ->
                    new Place(
                        file,
                        Integer.parseInt(texts.get("line")),
                        Integer.parseInt(texts.get("column"))));
    faults
        .computeIfAbsent(texts.get("source"), source -> new ArrayList<>())
        .add(
            new Problem(
                texts.get("code"),
                texts.get("message"),
                place,
                texts.get("mend"),
                Optional.empty()));
  }

  private static IllegalArgumentException unknown(String field) {
    return new IllegalArgumentException("unknown field in a discovery: " + field);
  }
}

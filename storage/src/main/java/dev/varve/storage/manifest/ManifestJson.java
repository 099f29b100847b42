package dev.varve.storage.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.storage.Digest;
import dev.varve.storage.internal.Json;
import dev.varve.storage.source.PinnedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The persisted form of a manifest: JSON, one line for the head, one for each source, one for each
 * table. Lines let several threads read and write the manifest of 10,000 tables at once.
 */
final class ManifestJson {
  private static final int TABLES_PER_PART = 500;

  private ManifestJson() {}

  static byte[] write(Manifest manifest) {
    byte[] head =
        Json.write(
            json -> {
              writeHead(json, manifest);
              for (SourceEntry source : manifest.sources()) {
                writeSource(json, source);
              }
              json.writeRaw('\n');
            });
    List<TableEntry> tables = manifest.tables();
    int parts = (tables.size() + TABLES_PER_PART - 1) / TABLES_PER_PART;
    List<byte[]> written =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part ->
                    tables.subList(
                        part * TABLES_PER_PART,
                        Math.min(tables.size(), (part + 1) * TABLES_PER_PART)))
            .map(ManifestJson::writeTables)
            .toList();
    ByteBuffer all =
        ByteBuffer.allocate(head.length + written.stream().mapToInt(part -> part.length).sum());
    all.put(head);
    written.forEach(all::put);
    return all.array();
  }

  static Manifest read(byte[] content) throws IOException {
    List<Integer> lines = lineStarts(content);
    Head head = Json.read(Arrays.copyOf(content, end(content, lines, 0)), new Head()::read);
    if (lines.size() != 1 + head.sources + head.tables) {
      throw new IOException("it has " + lines.size() + " lines, which is not what its head says");
    }
    int firstTable = 1 + (int) head.sources;
    List<SourceEntry> sources =
        Json.readAll(
            content,
            end(content, lines, 0),
            end(content, lines, firstTable - 1),
            json -> new SourceBuilder().read(json));
    return head.manifest(readTables(content, lines, firstTable), sources);
  }

  private static List<TableEntry> readTables(byte[] content, List<Integer> lines, int firstTable)
      throws IOException {
    int tables = lines.size() - firstTable;
    int parts = (tables + TABLES_PER_PART - 1) / TABLES_PER_PART;
    try {
      return IntStream.range(0, parts)
          .parallel()
          .mapToObj(
              part -> {
                int from = firstTable + part * TABLES_PER_PART;
                int to = Math.min(lines.size(), from + TABLES_PER_PART) - 1;
                return readPart(content, lines.get(from), end(content, lines, to));
              })
          .flatMap(List::stream)
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<TableEntry> readPart(byte[] content, int from, int to) {
    try {
      return Json.readAll(content, from, to, json -> TableEntryJson.read(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where each line begins; a text value holds no line feed, JSON escapes it. */
  private static List<Integer> lineStarts(byte[] content) throws IOException {
    if (content.length == 0 || content[content.length - 1] != '\n') {
      throw new IOException("it is cut off");
    }
    List<Integer> starts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n') {
        starts.add(start);
        start = i + 1;
      }
    }
    return starts;
  }

  private static int end(byte[] content, List<Integer> lines, int line) {
    return line + 1 < lines.size() ? lines.get(line + 1) : content.length;
  }

  private static void writeHead(JsonGenerator json, Manifest manifest) throws IOException {
    json.writeStartObject();
    json.writeNumberField("formatVersion", Manifest.FORMAT_VERSION);
    json.writeStringField("environment", manifest.environment());
    json.writeNumberField("number", manifest.number());
    json.writeStringField("buildId", manifest.buildId());
    json.writeStringField("project", manifest.project());
    json.writeStringField("logicalTime", manifest.logicalTime());
    json.writeNumberField("epoch", manifest.epoch());
    json.writeNumberField("sources", manifest.sources().size());
    json.writeNumberField("tables", manifest.tables().size());
    if (!manifest.definitions().isEmpty()) {
      json.writeArrayFieldStart("definitions");
      for (DefinitionEntry entry : manifest.definitions()) {
        json.writeStartObject();
        json.writeStringField("project", entry.project());
        json.writeArrayFieldStart("tables");
        for (String table : entry.tables()) {
          json.writeString(table);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static byte[] writeTables(List<TableEntry> tables) {
    return Json.write(
        json -> {
          for (TableEntry table : tables) {
            TableEntryJson.write(json, table);
          }
          json.writeRaw('\n');
        });
  }

  private static void writeSource(JsonGenerator json, SourceEntry source) throws IOException {
    json.writeStartObject();
    json.writeStringField("source", source.source());
    json.writeStringField("schemaText", source.schemaText());
    json.writeArrayFieldStart("files");
    for (PinnedFile file : source.files()) {
      json.writeStartArray();
      json.writeString(file.path());
      json.writeNumber(file.size());
      json.writeString(file.digest().hex());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static final class Head {
    private long version;
    private String environment;
    private long number;
    private String buildId;
    private String project;
    private String logicalTime;
    private long epoch;
    private long sources = -1;
    private long tables = -1;
    private List<DefinitionEntry> definitions = List.of();

    private Head read(JsonParser json) throws IOException {
      Json.object(json, this::field);
      Json.version(version, Manifest.FORMAT_VERSION);
      Json.required(environment, "environment");
      Json.required(buildId, "buildId");
      Json.required(project, "project");
      Json.required(logicalTime, "logicalTime");
      if (sources < 0 || tables < 0) {
        throw new IOException("the number of sources or of tables is missing");
      }
      return this;
    }

    private Manifest manifest(List<TableEntry> tableEntries, List<SourceEntry> sourceEntries) {
      return new Manifest(
          (int) version,
          environment,
          number,
          buildId,
          project,
          logicalTime,
          epoch,
          tableEntries,
          sourceEntries,
          definitions);
    }

    private static DefinitionEntry definition(JsonParser json) throws IOException {
      List<String> digest = new ArrayList<>();
      List<String> names = new ArrayList<>();
      Json.object(
          json,
          (name, value) -> {
            switch (name) {
              case "project" -> digest.add(Json.text(value));
              case "tables" -> names.addAll(Json.list(value, Json::text));
              default -> value.skipChildren();
            }
          });
      if (digest.isEmpty()) {
        throw new IOException("the project of a definition is missing");
      }
      return new DefinitionEntry(digest.get(0), names);
    }

    private void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "formatVersion" ->
            // Checked before anything else is read, because all else depends on it.
            version = Json.version(Json.number(json), Manifest.FORMAT_VERSION);
        case "environment" -> environment = Json.text(json);
        case "number" -> number = Json.number(json);
        case "buildId" -> buildId = Json.text(json);
        case "project" -> project = Json.text(json);
        case "logicalTime" -> logicalTime = Json.text(json);
        case "epoch" -> epoch = Json.number(json);
        case "sources" -> sources = Json.number(json);
        case "tables" -> tables = Json.number(json);
        case "definitions" -> definitions = Json.list(json, Head::definition);
        default -> json.skipChildren();
      }
    }
  }

  private static final class SourceBuilder {
    private String source;
    private List<PinnedFile> files;
    private String schemaText;

    private SourceEntry read(JsonParser json) throws IOException {
      Json.object(json, this::field);
      return new SourceEntry(
          Json.required(source, "source"),
          Json.required(files, "files"),
          Json.required(schemaText, "schemaText"));
    }

    private void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "source" -> source = Json.text(json);
        case "schemaText" -> schemaText = Json.text(json);
        case "files" -> files = Json.list(json, SourceBuilder::file);
        default -> json.skipChildren();
      }
    }

    private static PinnedFile file(JsonParser json) throws IOException {
      Json.expect(json, JsonToken.START_ARRAY);
      PinnedFile file =
          new PinnedFile(
              Json.nextText(json), Json.nextNumber(json), new Digest(Json.nextText(json)));
      Json.endRow(json);
      return file;
    }
  }
}

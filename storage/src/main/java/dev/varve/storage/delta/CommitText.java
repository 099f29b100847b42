package dev.varve.storage.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.varve.storage.store.DataFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The text of one commit: an overwrite of the version before it.
 *
 * @param version the version to be
 * @param next what it holds
 * @param oldFiles the paths of the version before
 * @param schemaVersion the version that holds the schema; this one when metadata is given
 * @param metadata to set; empty when the schema stays
 * @param protocol whether to state the protocol that the schema needs
 */
record CommitText(
    String engineVersion,
    long version,
    NewVersion next,
    DeltaSchema schema,
    List<String> oldFiles,
    long schemaVersion,
    Optional<TableMetadata> metadata,
    boolean protocol) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The application id under which epochs stand in the log. */
  static final String APPLICATION = "varve";

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.setRootValueSeparator(new SerializedString("\n"));
      // First, because readers of our own commits read only the first line.
      writeCommitInfo(json);
      if (protocol) {
        writeProtocol(json);
      }
      if (metadata.isPresent()) {
        writeMetadata(json, metadata.get());
      }
      writeTransaction(json);
      // A path that stays is neither removed nor added: both in one commit is not allowed.
      Set<String> newPaths = new TreeSet<>(next.paths());
      for (String path : oldFiles) {
        if (!newPaths.contains(path)) {
          writeRemove(json, path);
        }
      }
      Set<String> oldPaths = new TreeSet<>(oldFiles);
      for (DataFile file : next.files()) {
        if (!oldPaths.contains(file.path())) {
          writeAdd(json, file);
        }
      }
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private void writeCommitInfo(JsonGenerator json) throws IOException {
    startAction(json, "commitInfo");
    json.writeNumberField("timestamp", next.timestampMillis());
    json.writeStringField("operation", "WRITE");
    json.writeObjectFieldStart("operationParameters");
    json.writeStringField("mode", "Overwrite");
    json.writeStringField("partitionBy", "[]");
    json.writeEndObject();
    if (version > 0) {
      json.writeNumberField("readVersion", version - 1);
    }
    json.writeStringField("isolationLevel", "Serializable");
    json.writeBooleanField("isBlindAppend", false);
    json.writeObjectFieldStart("operationMetrics");
    json.writeStringField("numFiles", Integer.toString(next.files().size()));
    json.writeStringField(
        "numOutputRows", Long.toString(next.files().stream().mapToLong(DataFile::rows).sum()));
    json.writeStringField(
        "numOutputBytes", Long.toString(next.files().stream().mapToLong(DataFile::bytes).sum()));
    json.writeEndObject();
    json.writeStringField(
        "engineInfo", CommitSummary.ENGINE + engineVersion + " " + next.stepKey());
    new CommitSummary(next.table(), next.stepKey(), next.epoch(), schemaVersion, next.paths())
        .write(json);
    endAction(json);
  }

  private void writeProtocol(JsonGenerator json) throws IOException {
    startAction(json, "protocol");
    if (schema.hasTimestampNtz()) {
      json.writeNumberField("minReaderVersion", 3);
      json.writeNumberField("minWriterVersion", 7);
      json.writeFieldName("readerFeatures");
      json.writeArray(new String[] {"timestampNtz"}, 0, 1);
      json.writeFieldName("writerFeatures");
      // The first two are what the lower writer version implies.
      json.writeArray(new String[] {"appendOnly", "invariants", "timestampNtz"}, 0, 3);
    } else {
      json.writeNumberField("minReaderVersion", 1);
      json.writeNumberField("minWriterVersion", 2);
    }
    endAction(json);
  }

  private void writeMetadata(JsonGenerator json, TableMetadata value) throws IOException {
    startAction(json, "metaData");
    json.writeStringField("id", value.id());
    json.writeStringField("name", next.table());
    json.writeObjectFieldStart("format");
    json.writeStringField("provider", "parquet");
    json.writeObjectFieldStart("options");
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringField("schemaString", value.schema());
    json.writeArrayFieldStart("partitionColumns");
    json.writeEndArray();
    json.writeObjectFieldStart("configuration");
    json.writeEndObject();
    json.writeNumberField("createdTime", value.createdMillis());
    endAction(json);
  }

  private void writeTransaction(JsonGenerator json) throws IOException {
    startAction(json, "txn");
    json.writeStringField("appId", APPLICATION);
    json.writeNumberField("version", next.epoch());
    json.writeNumberField("lastUpdated", next.timestampMillis());
    endAction(json);
  }

  private void writeRemove(JsonGenerator json, String path) throws IOException {
    startAction(json, "remove");
    json.writeStringField("path", path);
    json.writeNumberField("deletionTimestamp", next.timestampMillis());
    json.writeBooleanField("dataChange", true);
    endAction(json);
  }

  private void writeAdd(JsonGenerator json, DataFile file) throws IOException {
    startAction(json, "add");
    json.writeStringField("path", file.path());
    json.writeObjectFieldStart("partitionValues");
    json.writeEndObject();
    json.writeNumberField("size", file.bytes());
    json.writeNumberField(
        "modificationTime", TimeUnit.NANOSECONDS.toMillis(file.stamp().modifiedNanos()));
    json.writeBooleanField("dataChange", true);
    json.writeStringField("stats", FileStatistics.toJson(file, schema));
    endAction(json);
  }

  private static void startAction(JsonGenerator json, String name) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart(name);
  }

  private static void endAction(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeEndObject();
  }
}

package dev.varve.storage.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Varve says about a version in the commit info, the first line of its commits, so that nobody
 * has to replay the log of a table that only Varve writes.
 *
 * @param schemaVersion the version whose commit holds the schema
 * @param files all files of the version
 */
record CommitSummary(
    String table, String stepKey, long epoch, long schemaVersion, List<String> files) {
  static final String FIELD = "varve";
  static final String ENGINE = "varve/";
  private static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  CommitSummary {
    files = List.copyOf(files);
  }

  void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(FIELD);
    json.writeNumberField("formatVersion", FORMAT_VERSION);
    json.writeStringField("table", table);
    json.writeStringField("stepKey", stepKey);
    json.writeNumberField("epoch", epoch);
    json.writeNumberField("schemaVersion", schemaVersion);
    json.writeArrayFieldStart("files");
    for (String file : files) {
      json.writeString(file);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** The summary in a commit's first line; empty when it is not one of ours that we understand. */
  static Optional<CommitSummary> read(byte[] commit) {
    int end = 0;
    while (end < commit.length && commit[end] != '\n') {
      end++;
    }
    try (JsonParser json = JSON.createParser(commit, 0, end)) {
      if (json.nextToken() != JsonToken.START_OBJECT
          || json.nextToken() != JsonToken.FIELD_NAME
          || !json.currentName().equals("commitInfo")
          || json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      boolean ourEngine = false;
      Optional<CommitSummary> summary = Optional.empty();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        JsonToken value = json.nextToken();
        if (field.equals("engineInfo") && value == JsonToken.VALUE_STRING) {
          ourEngine = json.getText().startsWith(ENGINE);
        } else if (field.equals(FIELD) && value == JsonToken.START_OBJECT) {
          summary = readFields(json);
        } else {
          json.skipChildren();
        }
      }
      return ourEngine ? summary : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<CommitSummary> readFields(JsonParser json) throws IOException {
    int formatVersion = 0;
    String table = "";
    String stepKey = "";
    long epoch = -1;
    long schemaVersion = -1;
    List<String> files = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "formatVersion" -> formatVersion = json.getIntValue();
        case "table" -> table = json.getText();
        case "stepKey" -> stepKey = json.getText();
        case "epoch" -> epoch = json.getLongValue();
        case "schemaVersion" -> schemaVersion = json.getLongValue();
        case "files" -> {
          while (json.nextToken() == JsonToken.VALUE_STRING) {
            files.add(json.getText());
          }
        }
        default -> json.skipChildren();
      }
    }
    boolean complete = !stepKey.isEmpty() && schemaVersion >= 0 && !files.isEmpty();
    return formatVersion == FORMAT_VERSION && complete
        ? Optional.of(new CommitSummary(table, stepKey, epoch, schemaVersion, files))
        : Optional.empty();
  }
}

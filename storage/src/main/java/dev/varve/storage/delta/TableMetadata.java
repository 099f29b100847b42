package dev.varve.storage.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/** What stays of a table's metadata when its schema changes, and the schema. */
record TableMetadata(String id, long createdMillis, String schema) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The metadata action in a commit, if there is one that can be read. */
  static Optional<TableMetadata> read(byte[] commit) {
    try (JsonParser json = JSON.createParser(commit)) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean found = json.currentName().equals("metaData");
          json.nextToken();
          if (found) {
            return readFields(json);
          }
          json.skipChildren();
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<TableMetadata> readFields(JsonParser json) throws IOException {
    String id = "";
    String schema = "";
    long created = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "id" -> id = json.getText();
        case "schemaString" -> schema = json.getText();
        case "createdTime" -> created = json.getValueAsLong();
        default -> json.skipChildren();
      }
    }
    return id.isEmpty() || schema.isEmpty()
        ? Optional.empty()
        : Optional.of(new TableMetadata(id, created, schema));
  }
}

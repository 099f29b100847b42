package dev.varve.activities.phase;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a build was asked for and what it found: the first file of its run bundle. A later build
 * that finds the same, after this one was interrupted, goes on in its place.
 *
 * @param request the digest of all parts of the request that can change a result.
 * @param discovery the digest of the discovery artifact.
 * @param logicalTime ISO instant.
 */
record RunRecord(String buildId, String request, String discovery, String logicalTime) {
  static final String FILE = "build.json";
  private static final int FORMAT = 1;
  private static final Logger LOG = LoggerFactory.getLogger(RunRecord.class);
  private static final JsonFactory JSON = new JsonFactory();

  RunRecord {
    Objects.requireNonNull(buildId);
    Objects.requireNonNull(request);
    Objects.requireNonNull(discovery);
    Objects.requireNonNull(logicalTime);
  }

  byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT);
      json.writeStringField("buildId", buildId);
      json.writeStringField("request", request);
      json.writeStringField("discovery", discovery);
      json.writeStringField("logicalTime", logicalTime);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Nothing where it is damaged or of another format: then nobody goes on with that build. */
  static Optional<RunRecord> read(byte[] bytes) {
    Map<String, String> fields = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        fields.put(field, json.getText());
      }
    } catch (IOException e) {
      LOG.warn("A record of a build is damaged and counts as absent: {}", e.getMessage());
      return Optional.empty();
    }
    boolean known =
        Integer.toString(FORMAT).equals(fields.get("formatVersion"))
            && fields
                .keySet()
                .containsAll(List.of("buildId", "request", "discovery", "logicalTime"));
    return known
        ? Optional.of(
            new RunRecord(
                fields.get("buildId"),
                fields.get("request"),
                fields.get("discovery"),
                fields.get("logicalTime")))
        : Optional.empty();
  }
}

package dev.varve.storage.lease;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.varve.storage.internal.Json;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The persisted form of a lease.
 *
 * @param token makes every taker's file differ, so that two equal takers never both believe that
 *     the file is theirs
 * @param latest the highest epoch of each environment, this one included: whoever reads the highest
 *     file knows them all
 */
record LeaseFile(Lease lease, String token, SortedMap<String, Long> latest) {
  static final int FORMAT_VERSION = 1;

  byte[] toJson() {
    return Json.write(
        json -> {
          json.useDefaultPrettyPrinter();
          json.writeStartObject();
          json.writeNumberField("formatVersion", FORMAT_VERSION);
          json.writeStringField("environment", lease.environment());
          json.writeNumberField("epoch", lease.epoch());
          json.writeStringField("buildId", lease.buildId());
          json.writeFieldName("holder");
          writeHolder(json, lease.holder());
          json.writeStringField("token", token);
          json.writeObjectFieldStart("latest");
          for (var entry : latest.entrySet()) {
            json.writeNumberField(entry.getKey(), entry.getValue());
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  static LeaseFile fromJson(byte[] content) throws IOException {
    return Json.read(content, json -> new Builder().read(json));
  }

  static void writeHolder(JsonGenerator json, Holder holder) throws IOException {
    json.writeStartObject();
    if (holder instanceof Holder.Workflow workflow) {
      json.writeStringField("kind", "workflow");
      json.writeStringField("server", workflow.server());
      json.writeStringField("namespace", workflow.namespace());
    } else if (holder instanceof Holder.Embedded embedded) {
      json.writeStringField("kind", "embedded");
      json.writeStringField("host", embedded.host());
      json.writeNumberField("process", embedded.process());
    }
    json.writeStringField("workflowId", holder.workflowId());
    json.writeStringField("firstRunId", holder.firstRunId());
    json.writeEndObject();
  }

  static Holder readHolder(JsonParser json) throws IOException {
    return new HolderBuilder().read(json);
  }

  private static final class Builder {
    private long version;
    private String environment;
    private long epoch;
    private String buildId;
    private Holder holder;
    private String token;
    private SortedMap<String, Long> latest;

    private LeaseFile read(JsonParser json) throws IOException {
      Json.object(json, this::field);
      Json.version(version, FORMAT_VERSION);
      Lease lease =
          new Lease(
              Json.required(environment, "environment"),
              epoch,
              Json.required(holder, "holder"),
              Json.required(buildId, "buildId"));
      return new LeaseFile(lease, Json.required(token, "token"), Json.required(latest, "latest"));
    }

    private void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "formatVersion" -> version = Json.number(json);
        case "environment" -> environment = Json.text(json);
        case "epoch" -> epoch = Json.number(json);
        case "buildId" -> buildId = Json.text(json);
        case "holder" -> holder = readHolder(json);
        case "token" -> token = Json.text(json);
        case "latest" -> {
          SortedMap<String, Long> epochs = new TreeMap<>();
          Json.object(json, (key, value) -> epochs.put(key, Json.number(value)));
          latest = epochs;
        }
        default -> json.skipChildren();
      }
    }
  }

  private static final class HolderBuilder {
    private String kind;
    private String server;
    private String namespace;
    private String host;
    private long process;
    private String workflowId;
    private String firstRunId;

    private Holder read(JsonParser json) throws IOException {
      Json.object(json, this::field);
      Json.required(workflowId, "workflowId");
      Json.required(firstRunId, "firstRunId");
      return switch (Json.required(kind, "kind")) {
        case "workflow" ->
            new Holder.Workflow(
                Json.required(server, "server"),
                Json.required(namespace, "namespace"),
                workflowId,
                firstRunId);
        case "embedded" ->
            new Holder.Embedded(Json.required(host, "host"), process, workflowId, firstRunId);
        default -> throw new IOException("unknown kind of holder: " + kind);
      };
    }

    private void field(String name, JsonParser json) throws IOException {
      switch (name) {
        case "kind" -> kind = Json.text(json);
        case "server" -> server = Json.text(json);
        case "namespace" -> namespace = Json.text(json);
        case "host" -> host = Json.text(json);
        case "process" -> process = Json.number(json);
        case "workflowId" -> workflowId = Json.text(json);
        case "firstRunId" -> firstRunId = Json.text(json);
        default -> json.skipChildren();
      }
    }
  }
}

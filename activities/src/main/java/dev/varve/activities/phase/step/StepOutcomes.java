package dev.varve.activities.phase.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.activities.phase.failure.StepFailure;
import dev.varve.planner.build.Decision;
import dev.varve.planner.build.DecisionKind;
import dev.varve.planner.build.Reason;
import dev.varve.planner.build.ReasonCode;
import dev.varve.storage.manifest.TableEntry;
import dev.varve.storage.manifest.TableEntryJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outcomes of a unit's steps as JSON, written and read by hand. */
final class StepOutcomes {
  private static final int FORMAT = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private StepOutcomes() {}

  static byte[] toJson(List<StepOutcome> outcomes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT);
      json.writeArrayFieldStart("steps");
      for (StepOutcome outcome : outcomes) {
        write(json, outcome);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, StepOutcome outcome) throws IOException {
    json.writeStartObject();
    json.writeNumberField("ordinal", outcome.ordinal());
    json.writeStringField("model", outcome.model());
    json.writeStringField("decision", outcome.decision().kind().name());
    json.writeStringField("code", outcome.decision().reason().code().name());
    json.writeStringField("message", outcome.decision().reason().message());
    json.writeArrayFieldStart("changed");
    for (String name : outcome.decision().reason().changed()) {
      json.writeString(name);
    }
    json.writeEndArray();
    json.writeNumberField("milliseconds", outcome.milliseconds());
    if (outcome.startedAt().isPresent()) {
      json.writeStringField("startedAt", outcome.startedAt().get().toString());
    }
    if (outcome.failure().isPresent()) {
      StepFailure failure = outcome.failure().get();
      json.writeStringField("failureCode", failure.code());
      json.writeStringField("failureMessage", failure.message());
      json.writeStringField("failureMend", failure.mend());
    }
    if (outcome.table().isPresent()) {
      json.writeFieldName("table");
      TableEntryJson.write(json, outcome.table().get());
    }
    json.writeEndObject();
  }

  static List<StepOutcome> fromJson(byte[] bytes) throws IOException {
    List<StepOutcome> outcomes = new ArrayList<>();
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "formatVersion" -> {
            if (json.getIntValue() != FORMAT) {
              throw new IOException("outcomes of format " + json.getIntValue());
            }
          }
          case "steps" -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              outcomes.add(read(json));
            }
          }
          default -> throw new IOException("unknown field in outcomes: " + field);
        }
      }
    }
    return outcomes;
  }

  private static StepOutcome read(JsonParser json) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> changed = new ArrayList<>();
    Optional<TableEntry> table = Optional.empty();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "changed" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            changed.add(json.getText());
          }
        }
        case "table" -> table = Optional.of(TableEntryJson.read(json));
        default -> texts.put(field, json.getText());
      }
    }
    Reason reason =
        new Reason(ReasonCode.valueOf(texts.get("code")), texts.get("message"), changed);
    Optional<StepFailure> failure =
        Optional.ofNullable(texts.get("failureCode"))
            .map(
                code ->
                    new StepFailure(code, texts.get("failureMessage"), texts.get("failureMend")));
    return new StepOutcome(
        Integer.parseInt(texts.get("ordinal")),
        texts.get("model"),
        new Decision(DecisionKind.valueOf(texts.get("decision")), reason),
        table,
        failure,
        Long.parseLong(texts.get("milliseconds")),
        Optional.ofNullable(texts.get("startedAt")).map(Instant::parse));
  }
}

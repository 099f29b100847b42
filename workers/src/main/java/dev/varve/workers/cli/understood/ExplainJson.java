package dev.varve.workers.cli.understood;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.varve.activities.plan.ExplainReport;
import dev.varve.activities.plan.ExplainReport.Ingredient;
import dev.varve.activities.plan.ExplainReport.Input;
import dev.varve.activities.plan.ExplainReport.Operator;
import dev.varve.workers.cli.JsonText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** An explanation as {@code --json} writes it. */
public final class ExplainJson {
  private ExplainJson() {}

  public static void print(PrintStream out, ExplainReport explained) {
    JsonText.line(
        out,
        json -> {
          json.writeNumberField("formatVersion", explained.formatVersion());
          json.writeStringField("project", explained.project());
          json.writeStringField("environment", explained.environment());
          json.writeStringField("model", explained.model());
          json.writeStringField("file", explained.file());
          json.writeStringField("decision", explained.decision());
          JsonText.reason(
              json,
              explained.reason().code(),
              explained.reason().message(),
              explained.reason().changed());
          json.writeStringField("planFingerprint", explained.planFingerprint());
          JsonText.texts(json, "fingerprintParts", explained.fingerprintParts());
          json.writeStringField("path", explained.path());
          JsonText.texts(json, "notUnderstood", explained.notUnderstood());
          json.writeStringField("class", explained.resultClass());
          JsonText.texts(json, "classReasons", explained.classReasons());
          json.writeBooleanField("singleThread", !explained.threadReasons().isEmpty());
          JsonText.texts(json, "threadReasons", explained.threadReasons());
          json.writeObjectFieldStart("order");
          json.writeStringField("tier", explained.order().tier());
          JsonText.texts(json, "terms", explained.order().terms());
          json.writeStringField("why", explained.order().why());
          json.writeEndObject();
          JsonText.columns(json, explained.columns());
          inputs(json, explained.inputs());
          operators(json, "plan", explained.plan());
          operators(json, "normalForm", explained.normalForm());
          key(json, explained.key());
          JsonText.texts(json, "facts", explained.facts());
          JsonText.texts(json, "versions", explained.versions());
        });
  }

  private static void inputs(JsonGenerator json, List<Input> inputs) throws IOException {
    json.writeArrayFieldStart("inputs");
    for (Input input : inputs) {
      json.writeStartObject();
      json.writeStringField("table", input.table());
      json.writeStringField("kind", input.kind());
      JsonText.texts(json, "columns", input.columns());
      json.writeBooleanField("allColumns", input.allColumns());
      json.writeBooleanField("counts", input.counts());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void operators(JsonGenerator json, String name, List<Operator> operators)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Operator operator : operators) {
      json.writeStartObject();
      json.writeNumberField("depth", operator.depth());
      json.writeStringField("text", operator.text());
      json.writeStringField("fingerprint", operator.fingerprint());
      JsonText.optional(json, "class", operator.resultClass());
      JsonText.texts(json, "reasons", operator.reasons());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void key(JsonGenerator json, ExplainReport.Key key) throws IOException {
    json.writeObjectFieldStart("key");
    JsonText.optional(json, "fingerprint", key.fingerprint());
    json.writeArrayFieldStart("ingredients");
    for (Ingredient ingredient : key.ingredients()) {
      json.writeStartObject();
      json.writeStringField("kind", ingredient.kind());
      json.writeStringField("name", ingredient.name());
      JsonText.optional(json, "value", ingredient.value());
      JsonText.optional(
          json, "whyUnknown", Optional.of(ingredient.unknown()).filter(why -> !why.isEmpty()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}

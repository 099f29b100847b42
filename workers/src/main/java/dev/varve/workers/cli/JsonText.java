package dev.varve.workers.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.varve.activities.plan.FunctionReport;
import dev.varve.activities.plan.ListedFunction;
import dev.varve.activities.plan.PlanProblem;
import dev.varve.activities.plan.PlanReport;
import dev.varve.activities.plan.PlannedColumn;
import dev.varve.activities.plan.PlannedModel;
import dev.varve.workers.TableView;
import dev.varve.workflows.BuildResult;
import dev.varve.workflows.Counts;
import dev.varve.workflows.StepReport;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --json} writes: one object on one line, with a format version that grows only when a
 * reader of the older one would break. Every field is always there; what is unknown is null.
 */
public final class JsonText {
  static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /** Something that writes itself with a generator. */
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonText() {}

  static void plan(PrintStream out, PlanReport plan) {
    line(
        out,
        json -> {
          json.writeNumberField("formatVersion", plan.formatVersion());
          json.writeStringField("project", plan.project());
          json.writeStringField("environment", plan.environment());
          json.writeArrayFieldStart("models");
          for (PlannedModel model : plan.models()) {
            model(json, model);
          }
          json.writeEndArray();
          problems(json, plan.problems());
        });
  }

  private static void model(JsonGenerator json, PlannedModel model) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", model.name());
    json.writeStringField("decision", model.decision());
    reason(json, model.reason().code(), model.reason().message(), model.reason().changed());
    optional(json, "key", model.key());
    optional(json, "planFingerprint", model.planFingerprint());
    optional(json, "path", model.path());
    optional(json, "change", model.change());
    texts(json, "dependsOn", model.dependsOn());
    columns(json, model.columns());
    if (model.error().isPresent()) {
      json.writeFieldName("error");
      problem(json, model.error().get());
    } else {
      json.writeNullField("error");
    }
    json.writeEndObject();
  }

  /** The same fields in the same order as the workflow's result has them. */
  static void build(PrintStream out, BuildResult result) {
    line(
        out,
        json -> {
          json.writeNumberField("formatVersion", result.formatVersion());
          json.writeStringField("outcome", result.outcome());
          json.writeStringField("buildId", result.buildId());
          json.writeStringField("project", result.project());
          json.writeStringField("environment", result.environment());
          json.writeStringField("logicalTime", result.logicalTime());
          counts(json, result.counts());
          json.writeArrayFieldStart("steps");
          for (StepReport step : result.steps()) {
            step(json, step);
          }
          json.writeEndArray();
          json.writeStringField("manifest", result.manifest());
          json.writeNumberField("stepsOmitted", result.stepsOmitted());
          json.writeStringField("report", result.report());
        });
  }

  private static void counts(JsonGenerator json, Counts counts) throws IOException {
    json.writeObjectFieldStart("counts");
    json.writeNumberField("skipped", counts.skipped());
    json.writeNumberField("reused", counts.reused());
    json.writeNumberField("rebuilt", counts.rebuilt());
    json.writeNumberField("failed", counts.failed());
    json.writeNumberField("blocked", counts.blocked());
    json.writeNumberField("removed", counts.removed());
    json.writeNumberField("cancelled", counts.cancelled());
    json.writeNumberField("inline", counts.inline());
    json.writeEndObject();
  }

  private static void step(JsonGenerator json, StepReport step) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", step.model());
    json.writeStringField("decision", step.decision());
    if (step.reason() == null) {
      json.writeNullField("reason");
    } else {
      reason(json, step.reason().code(), step.reason().message(), step.reason().changed());
    }
    optional(json, "key", Optional.ofNullable(step.key()));
    number(json, "rows", step.rows());
    number(json, "bytes", step.bytes());
    number(json, "milliseconds", step.milliseconds());
    if (step.error() == null) {
      json.writeNullField("error");
    } else {
      json.writeObjectFieldStart("error");
      json.writeStringField("code", step.error().code());
      json.writeStringField("message", step.error().message());
      json.writeStringField("mend", step.error().mend());
      json.writeEndObject();
    }
    optional(json, "startedAt", Optional.ofNullable(step.startedAt()));
    json.writeEndObject();
  }

  /** In place of a result, when nobody waits for it. */
  static void started(PrintStream out, String workflowId) {
    line(
        out,
        json -> {
          json.writeNumberField("formatVersion", FORMAT_VERSION);
          json.writeStringField("workflowId", workflowId);
        });
  }

  static void table(PrintStream out, TableView table) {
    line(
        out,
        json -> {
          json.writeNumberField("formatVersion", FORMAT_VERSION);
          json.writeStringField("project", table.project());
          json.writeStringField("environment", table.environment());
          json.writeStringField("model", table.model());
          json.writeStringField("folder", table.folder().toString());
          json.writeNumberField("version", table.version());
          json.writeNumberField("rows", table.rows());
          json.writeNumberField("bytes", table.bytes());
          columns(json, table.columns());
          json.writeArrayFieldStart("firstRows");
          for (List<Optional<String>> row : table.firstRows()) {
            json.writeStartArray();
            for (Optional<String> cell : row) {
              if (cell.isPresent()) {
                json.writeString(cell.get());
              } else {
                json.writeNull();
              }
            }
            json.writeEndArray();
          }
          json.writeEndArray();
        });
  }

  static void functions(PrintStream out, FunctionReport report) {
    line(
        out,
        json -> {
          json.writeNumberField("formatVersion", report.formatVersion());
          json.writeStringField("project", report.project());
          json.writeArrayFieldStart("functions");
          for (ListedFunction function : report.functions()) {
            json.writeStartObject();
            json.writeStringField("origin", function.origin());
            json.writeStringField("kind", function.kind());
            json.writeStringField("name", function.name());
            texts(json, "signatures", function.signatures());
            json.writeStringField("volatility", function.volatility());
            json.writeStringField("threads", function.threads());
            texts(json, "lanes", function.lanes());
            json.writeStringField("rung", function.rung());
            json.writeStringField("fingerprint", function.fingerprint());
            json.writeStringField("description", function.description());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** In place of a result, when there is none. */
  static void problems(PrintStream out, List<PlanProblem> problems) {
    line(
        out,
        json -> {
          json.writeNumberField("formatVersion", FORMAT_VERSION);
          problems(json, problems);
        });
  }

  /** One object on one line. */
  public static void line(PrintStream out, Content content) {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println();
  }

  public static void problems(JsonGenerator json, List<PlanProblem> problems) throws IOException {
    json.writeArrayFieldStart("problems");
    for (PlanProblem problem : problems) {
      problem(json, problem);
    }
    json.writeEndArray();
  }

  private static void problem(JsonGenerator json, PlanProblem problem) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", problem.code());
    json.writeStringField("message", problem.message());
    optional(json, "file", problem.file());
    number(json, "line", problem.line() > 0 ? Long.valueOf(problem.line()) : null);
    number(json, "column", problem.column() > 0 ? Long.valueOf(problem.column()) : null);
    json.writeStringField("mend", problem.mend());
    optional(json, "model", problem.model());
    json.writeEndObject();
  }

  public static void reason(JsonGenerator json, String code, String message, List<String> changed)
      throws IOException {
    json.writeObjectFieldStart("reason");
    json.writeStringField("code", code);
    json.writeStringField("message", message);
    texts(json, "changed", changed);
    json.writeEndObject();
  }

  public static void columns(JsonGenerator json, List<PlannedColumn> columns) throws IOException {
    json.writeArrayFieldStart("columns");
    for (PlannedColumn column : columns) {
      json.writeStartObject();
      json.writeStringField("name", column.name());
      json.writeStringField("type", column.type());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  public static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  public static void optional(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }

  private static void number(JsonGenerator json, String name, Long value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}

package dev.varve.workers.cli.understood;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.varve.activities.plan.LineageReport;
import dev.varve.activities.plan.LineageReport.Edge;
import dev.varve.activities.plan.LineageReport.Point;
import dev.varve.activities.plan.LineageReport.SourceUse;
import dev.varve.activities.plan.LineageReport.Table;
import dev.varve.workers.cli.JsonText;
import java.io.IOException;
import java.io.PrintStream;

/** Lineage as {@code --json} writes it. */
public final class LineageJson {
  private LineageJson() {}

  public static void print(PrintStream out, LineageReport lineage) {
    JsonText.line(
        out,
        json -> {
          json.writeNumberField("formatVersion", lineage.formatVersion());
          json.writeStringField("project", lineage.project());
          json.writeStringField("table", lineage.table());
          JsonText.optional(json, "column", lineage.column());
          json.writeStringField("direction", lineage.direction());
          json.writeArrayFieldStart("tables");
          for (Table table : lineage.tables()) {
            table(json, table);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("edges");
          for (Edge edge : lineage.edges()) {
            json.writeStartObject();
            point(json, "from", edge.from());
            point(json, "to", edge.to());
            JsonText.optional(json, "derivation", edge.derivation());
            JsonText.texts(json, "influences", edge.influences());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeArrayFieldStart("sources");
          for (SourceUse source : lineage.sources()) {
            json.writeStartObject();
            json.writeStringField("name", source.name());
            JsonText.texts(json, "required", source.required());
            JsonText.texts(json, "scanned", source.scanned());
            JsonText.texts(json, "columns", source.columns());
            json.writeEndObject();
          }
          json.writeEndArray();
          JsonText.problems(json, lineage.problems());
        });
  }

  private static void table(JsonGenerator json, Table table) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", table.name());
    json.writeStringField("kind", table.kind());
    JsonText.optional(json, "file", table.file());
    JsonText.columns(json, table.columns());
    JsonText.texts(json, "notUnderstood", table.notUnderstood());
    json.writeEndObject();
  }

  private static void point(JsonGenerator json, String name, Point point) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("table", point.table());
    JsonText.optional(json, "column", point.column());
    json.writeEndObject();
  }
}

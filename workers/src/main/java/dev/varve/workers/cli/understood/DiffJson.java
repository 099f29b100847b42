package dev.varve.workers.cli.understood;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.varve.activities.plan.DiffReport;
import dev.varve.activities.plan.DiffReport.ColumnShape;
import dev.varve.activities.plan.DiffReport.Model;
import dev.varve.activities.plan.DiffReport.Reader;
import dev.varve.activities.plan.Verdict;
import dev.varve.workers.cli.JsonText;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** What changed, as {@code --json} writes it. */
public final class DiffJson {
  private DiffJson() {}

  public static void print(PrintStream out, DiffReport diff) {
    JsonText.line(
        out,
        json -> {
          json.writeNumberField("formatVersion", diff.formatVersion());
          json.writeStringField("project", diff.project());
          json.writeObjectFieldStart("against");
          json.writeStringField("kind", diff.against().kind());
          json.writeStringField("name", diff.against().name());
          json.writeStringField("detail", diff.against().detail());
          JsonText.texts(json, "notes", diff.against().notes());
          json.writeEndObject();
          json.writeArrayFieldStart("models");
          for (Model model : diff.models()) {
            model(json, model);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("sources");
          for (DiffReport.Source source : diff.sources()) {
            json.writeStartObject();
            json.writeStringField("name", source.name());
            json.writeStringField("change", source.change());
            readers(json, "affected", source.affected());
            readers(json, "unaffected", source.unaffected());
            json.writeEndObject();
          }
          json.writeEndArray();
          JsonText.problems(json, diff.problems());
        });
  }

  private static void model(JsonGenerator json, Model model) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", model.name());
    json.writeStringField("status", model.status());
    JsonText.optional(json, "category", model.category());
    JsonText.optional(json, "formerName", model.formerName());
    json.writeBooleanField("sameText", model.sameText());
    if (model.sameRows().isPresent()) {
      json.writeBooleanField("sameRows", model.sameRows().get());
    } else {
      json.writeNullField("sameRows");
    }
    json.writeArrayFieldStart("columns");
    for (DiffReport.Column column : model.columns()) {
      json.writeStartObject();
      json.writeStringField("change", column.change());
      json.writeStringField("name", column.name());
      shape(json, "before", column.before());
      shape(json, "after", column.after());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("edits");
    for (DiffReport.Change edit : model.edits()) {
      json.writeStartObject();
      json.writeStringField("change", edit.change());
      json.writeStringField("what", edit.what());
      JsonText.optional(json, "before", edit.before());
      JsonText.optional(json, "after", edit.after());
      json.writeStringField("sentence", edit.sentence());
      json.writeEndObject();
    }
    json.writeEndArray();
    JsonText.texts(json, "multiplying", model.multiplying());
    JsonText.texts(json, "doubts", model.doubts());
    json.writeStringField("why", model.why());
    if (model.verdict().isPresent()) {
      Verdict verdict = model.verdict().get();
      json.writeObjectFieldStart("verdict");
      json.writeStringField("answer", verdict.answer());
      json.writeStringField("text", verdict.text());
      if (verdict instanceof Verdict.Counterexample counterexample) {
        tables(json, counterexample.tables());
        json.writeStringField("script", counterexample.script());
      }
      json.writeEndObject();
    } else {
      json.writeNullField("verdict");
    }
    readers(json, "affected", model.affected());
    readers(json, "unaffected", model.unaffected());
    json.writeEndObject();
  }

  private static void tables(JsonGenerator json, List<Verdict.Table> tables) throws IOException {
    json.writeArrayFieldStart("tables");
    for (Verdict.Table table : tables) {
      json.writeStartObject();
      json.writeStringField("title", table.title());
      JsonText.texts(json, "columns", table.columns());
      json.writeArrayFieldStart("rows");
      for (List<Optional<String>> row : table.rows()) {
        json.writeStartArray();
        for (Optional<String> value : row) {
          if (value.isPresent()) {
            json.writeString(value.get());
          } else {
            json.writeNull();
          }
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void shape(JsonGenerator json, String name, Optional<ColumnShape> shape)
      throws IOException {
    if (shape.isEmpty()) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeStringField("name", shape.get().name());
    json.writeStringField("type", shape.get().type());
    json.writeStringField("expression", shape.get().expression());
    json.writeEndObject();
  }

  private static void readers(JsonGenerator json, String name, List<Reader> readers)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Reader reader : readers) {
      json.writeStartObject();
      json.writeStringField("model", reader.model());
      JsonText.texts(json, "columns", reader.columns());
      json.writeBooleanField("allColumns", reader.allColumns());
      json.writeStringField("why", reader.why());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

package dev.varve.planner.compile;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.varve.planner.classify.OutputOrder;
import dev.varve.planner.classify.Ties;
import dev.varve.planner.facts.Fact;
import dev.varve.planner.function.SqlMacro;
import java.io.IOException;
import java.util.Locale;

/** Writes one compiled model; what is empty, false or follows from the rest is left out. */
final class CompiledModelWriter {
  private CompiledModelWriter() {}

  static void write(JsonGenerator out, CompiledModel model) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", model.name());
    if (model.inline()) {
      // Before the columns, whose types are read as it says.
      out.writeStringField("kind", model.kind().name());
    }
    out.writeStringField("file", model.file());
    out.writeStringField("sql", model.sql());
    out.writeStringField("plan", model.plan().hex());
    if (!model.query().equals(model.plan())) {
      out.writeStringField("query", model.query().hex());
    }
    out.writeStringField("path", model.path().name());
    out.writeStringField("class", model.resultClass().name());
    if (model.threadSensitive()) {
      out.writeBooleanField("threadSensitive", true);
    }
    out.writeArrayFieldStart("columns");
    for (OutputColumn column : model.columns()) {
      out.writeStartArray();
      out.writeString(column.name());
      out.writeString(column.engineType());
      boolean more = column.unique() || !column.accepted().isEmpty();
      if (column.notNull() || more) {
        out.writeBoolean(column.notNull());
      }
      if (more) {
        out.writeBoolean(column.unique());
        for (String value : column.accepted()) {
          out.writeString(value);
        }
      }
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("inputs");
    for (InputUse input : model.inputs()) {
      write(out, input);
    }
    out.writeEndArray();
    if (!model.order().equals(OutputOrder.ENGINE)) {
      out.writeStringField("orderBasis", model.order().basis().name());
      JsonLists.writeField(out, "order", model.order().terms());
    }
    JsonLists.writeField(out, "parameters", model.parameters());
    if (!model.functions().isEmpty()) {
      out.writeArrayFieldStart("functions");
      for (SqlMacro macro : model.functions()) {
        out.writeStartArray();
        out.writeString(macro.name());
        out.writeString(macro.kind().name().toLowerCase(Locale.ROOT));
        out.writeString(macro.definition());
        out.writeEndArray();
      }
      out.writeEndArray();
    }
    JsonLists.writeField(out, "clock", model.clock().stream().map(Enum::name).toList());
    JsonLists.writeField(out, "key", model.key());
    JsonLists.writeField(out, "tags", model.tags());
    if (!model.description().isEmpty()) {
      out.writeStringField("description", model.description());
    }
    if (!model.facts().isEmpty()) {
      out.writeArrayFieldStart("facts");
      for (Fact fact : model.facts()) {
        out.writeStartArray();
        out.writeString(fact.table());
        out.writeString(fact.kind().name());
        for (String column : fact.columns()) {
          out.writeString(column);
        }
        out.writeEndArray();
      }
      out.writeEndArray();
    }
    if (!model.ties().isEmpty()) {
      out.writeArrayFieldStart("ties");
      for (Ties ties : model.ties()) {
        out.writeStartObject();
        out.writeStringField("choice", ties.choice());
        JsonLists.writeField(out, "equal", ties.equal());
        JsonLists.writeField(out, "apart", ties.apart());
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    if (model.tier().isPresent()) {
      out.writeStringField("tier", model.tier().get().name());
    }
    if (model.profile().isPresent()) {
      out.writeStringField("profile", model.profile().get());
    }
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, InputUse input) throws IOException {
    out.writeStartObject();
    out.writeStringField(input.isSource() ? "source" : "table", input.table());
    JsonLists.writeField(out, "columns", input.columns());
    if (input.allColumns()) {
      out.writeBooleanField("allColumns", true);
    }
    if (!input.counts()) {
      out.writeBooleanField("counts", false);
    }
    out.writeEndObject();
  }
}

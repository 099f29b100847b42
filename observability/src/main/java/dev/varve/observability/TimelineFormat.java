package dev.varve.observability;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The persisted form of a timeline: a header line with the format version, then one JSON object per
 * line. A reader passes over kinds and fields that it does not know, so newer writers can add some;
 * a last line that was cut off is left out.
 */
public final class TimelineFormat {
  static final int FORMAT_VERSION = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private TimelineFormat() {}

  static byte[] write(String buildId, List<TimelineEvent> events) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT_VERSION);
      json.writeStringField("buildId", buildId);
      json.writeEndObject();
      for (TimelineEvent event : events) {
        write(json, event);
      }
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, TimelineEvent event) throws IOException {
    json.writeStartObject();
    if (event instanceof TimelineEvent.PhaseEnded ended) {
      json.writeStringField("event", "phase");
      json.writeStringField("start", ended.start().toString());
      json.writeNumberField("milliseconds", ended.milliseconds());
      json.writeStringField("phase", ended.phase());
    } else if (event instanceof TimelineEvent.StepEnded ended) {
      json.writeStringField("event", "step");
      json.writeStringField("start", ended.start().toString());
      json.writeNumberField("milliseconds", ended.milliseconds());
      json.writeStringField("phase", ended.phase());
      json.writeStringField("step", ended.step());
      json.writeStringField("decision", ended.decision());
      json.writeStringField("reasonCode", ended.reasonCode());
      json.writeStringField("reason", ended.reason());
      json.writeNumberField("rows", ended.rows());
      json.writeNumberField("bytes", ended.bytes());
    } else if (event instanceof TimelineEvent.Noted noted) {
      json.writeStringField("event", "note");
      json.writeStringField("start", noted.start().toString());
      json.writeStringField("step", noted.step());
      json.writeStringField("code", noted.code());
      json.writeStringField("message", noted.message());
    }
    json.writeEndObject();
  }

  /**
   * Reads what {@link Timeline#toJsonLines} wrote.
   *
   * @throws IllegalArgumentException when it is no timeline, or one of a newer format
   */
  public static List<TimelineEvent> read(byte[] lines) {
    List<TimelineEvent> events = new ArrayList<>();
    try (JsonParser json = JSON.createParser(lines)) {
      Map<String, String> header = object(json);
      long version = number(header, "formatVersion");
      if (version < 1 || version > FORMAT_VERSION) {
        throw new IllegalArgumentException("timeline of format " + version + " cannot be read");
      }
      try {
        for (Map<String, String> line = object(json); !line.isEmpty(); line = object(json)) {
          add(events, line);
        }
      } catch (IOException cutOff) {
        return List.copyOf(events);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not a timeline: " + e.getMessage(), e);
    }
    return List.copyOf(events);
  }

  private static void add(List<TimelineEvent> events, Map<String, String> line) {
    String event = text(line, "event");
    if (event.equals("phase")) {
      events.add(
          new TimelineEvent.PhaseEnded(
              Instant.parse(text(line, "start")),
              number(line, "milliseconds"),
              text(line, "phase")));
    } else if (event.equals("step")) {
      events.add(
          new TimelineEvent.StepEnded(
              Instant.parse(text(line, "start")),
              number(line, "milliseconds"),
              text(line, "phase"),
              text(line, "step"),
              text(line, "decision"),
              text(line, "reasonCode"),
              text(line, "reason"),
              number(line, "rows"),
              number(line, "bytes")));
    } else if (event.equals("note")) {
      events.add(
          new TimelineEvent.Noted(
              Instant.parse(text(line, "start")),
              text(line, "step"),
              text(line, "code"),
              text(line, "message")));
    }
  }

  /** The scalar fields of the next object; empty at the end of the input. */
  private static Map<String, String> object(JsonParser json) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return fields;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value.isScalarValue()) {
        fields.put(name, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return fields;
  }

  private static String text(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }

  private static long number(Map<String, String> fields, String name) {
    try {
      return Long.parseLong(fields.getOrDefault(name, "0"));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("field " + name + " is not a number", e);
    }
  }
}

package dev.varve.planner.build;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.varve.planner.Fingerprint;
import dev.varve.planner.project.Policy;
import dev.varve.planner.project.Tier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The build plan as JSON, written and read by hand. */
public final class BuildPlanParser {
  private static final int FORMAT = 1;
  private static final JsonFactory JSON = new JsonFactory();

  private BuildPlanParser() {}

  public static byte[] toJson(BuildPlan plan) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("formatVersion", FORMAT);
      json.writeStringField("discovery", plan.discovery());
      json.writeNumberField("manifest", plan.manifest());
      json.writeStringField("compiled", plan.compiled());
      json.writeStringField("profile", plan.profile());
      json.writeFieldName("settings");
      write(json, plan.settings());
      json.writeFieldName("arguments");
      writeTexts(json, plan.arguments());
      json.writeArrayFieldStart("entries");
      for (BuildPlan.Entry entry : plan.entries()) {
        write(json, entry);
      }
      json.writeEndArray();
      json.writeFieldName("steps");
      writeIntegers(json, plan.steps());
      json.writeArrayFieldStart("units");
      for (StepUnits.Unit unit : plan.units()) {
        json.writeStartObject();
        json.writeBooleanField("small", unit.small());
        json.writeFieldName("steps");
        writeIntegers(json, unit.steps());
        json.writeFieldName("after");
        writeIntegers(json, unit.after());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, BuildSettings settings) throws IOException {
    json.writeStartObject();
    json.writeStringField("buildId", settings.buildId());
    json.writeStringField("laneVersion", settings.laneVersion());
    json.writeStringField("timezone", settings.timezone());
    json.writeStringField("logicalTime", settings.logicalTime().toString());
    json.writeFieldName("literals");
    writeTexts(json, settings.literals());
    json.writeStringField("defaultTier", settings.defaultTier().name());
    if (settings.tierOverride().isPresent()) {
      json.writeStringField("tierOverride", settings.tierOverride().get().name());
    }
    json.writeStringField("policy", settings.policy().name());
    json.writeBooleanField("rebuild", settings.rebuild());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, BuildPlan.Entry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", entry.name());
    json.writeStringField("decision", entry.decision().kind().name());
    json.writeStringField("code", entry.decision().reason().code().name());
    json.writeStringField("message", entry.decision().reason().message());
    json.writeArrayFieldStart("changed");
    for (String name : entry.decision().reason().changed()) {
      json.writeString(name);
    }
    json.writeEndArray();
    if (entry.plan().isPresent()) {
      json.writeStringField("plan", entry.plan().get().hex());
    }
    if (entry.key().isPresent()) {
      json.writeStringField("key", entry.key().get().hex());
    }
    if (entry.deepKey().isPresent()) {
      json.writeStringField("deepKey", entry.deepKey().get().hex());
    }
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, Map<String, String> texts) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  private static void writeIntegers(JsonGenerator json, Iterable<Integer> integers)
      throws IOException {
    json.writeStartArray();
    for (int integer : integers) {
      json.writeNumber(integer);
    }
    json.writeEndArray();
  }

  public static BuildPlan fromJson(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      String discovery = "";
      String compiled = "";
      String profile = "";
      long manifest = 0;
      BuildSettings settings = null;
      Map<String, String> arguments = Map.of();
      List<BuildPlan.Entry> entries = new ArrayList<>();
      List<Integer> steps = List.of();
      List<StepUnits.Unit> units = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "formatVersion" -> requireFormat(json.getIntValue());
          case "discovery" -> discovery = json.getText();
          case "compiled" -> compiled = json.getText();
          case "profile" -> profile = json.getText();
          case "manifest" -> manifest = json.getLongValue();
          case "settings" -> settings = settings(json);
          case "arguments" -> arguments = texts(json);
          case "entries" -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              entries.add(entry(json));
            }
          }
          case "steps" -> steps = integers(json);
          case "units" -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              units.add(unit(json));
            }
          }
          default -> throw unknown(field);
        }
      }
      return new BuildPlan(
          discovery, manifest, compiled, settings, profile, arguments, entries, steps, units);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BuildSettings settings(JsonParser json) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, String> literals = Map.of();
    boolean rebuild = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "literals" -> literals = texts(json);
        case "rebuild" -> rebuild = json.getBooleanValue();
        default -> texts.put(field, json.getText());
      }
    }
    return new BuildSettings(
        texts.get("buildId"),
        texts.get("laneVersion"),
        texts.get("timezone"),
        Instant.parse(texts.get("logicalTime")),
        literals,
        Tier.valueOf(texts.get("defaultTier")),
        Optional.ofNullable(texts.get("tierOverride")).map(Tier::valueOf),
        Policy.valueOf(texts.get("policy")),
        rebuild);
  }

  private static BuildPlan.Entry entry(JsonParser json) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> changed = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      if (field.equals("changed")) {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          changed.add(json.getText());
        }
      } else {
        texts.put(field, json.getText());
      }
    }
    Reason reason =
        new Reason(ReasonCode.valueOf(texts.get("code")), texts.get("message"), changed);
    return new BuildPlan.Entry(
        texts.get("name"),
        new Decision(DecisionKind.valueOf(texts.get("decision")), reason),
        Optional.ofNullable(texts.get("plan")).map(Fingerprint::new),
        Optional.ofNullable(texts.get("key")).map(Fingerprint::new),
        Optional.ofNullable(texts.get("deepKey")).map(Fingerprint::new));
  }

  private static StepUnits.Unit unit(JsonParser json) throws IOException {
    boolean small = false;
    List<Integer> steps = List.of();
    List<Integer> after = List.of();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "small" -> small = json.getBooleanValue();
        case "steps" -> steps = integers(json);
        case "after" -> after = integers(json);
        default -> throw unknown(field);
      }
    }
    return new StepUnits.Unit(steps, small, new TreeSet<>(after));
  }

  private static Map<String, String> texts(JsonParser json) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      texts.put(name, json.getText());
    }
    return texts;
  }

  private static List<Integer> integers(JsonParser json) throws IOException {
    List<Integer> integers = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      integers.add(json.getIntValue());
    }
    return integers;
  }

  private static void requireFormat(int format) {
    if (format != FORMAT) {
      throw new IllegalArgumentException("a build plan of format " + format);
    }
  }

  private static IllegalArgumentException unknown(String field) {
    return new IllegalArgumentException("unknown field in a build plan: " + field);
  }
}

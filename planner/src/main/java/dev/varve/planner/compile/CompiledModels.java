package dev.varve.planner.compile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Compiled models as JSON, written and read by hand. */
public final class CompiledModels {
  /** Raised when a reader of the version before would misread what is written. */
  public static final int FORMAT_VERSION = 4;

  private static final JsonFactory JSON = new JsonFactory();

  private CompiledModels() {}

  public static byte[] toJson(List<CompiledModel> models) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeNumberField("formatVersion", FORMAT_VERSION);
      out.writeArrayFieldStart("models");
      for (CompiledModel model : models) {
        CompiledModelWriter.write(out, model);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads models.
   *
   * @throws IllegalArgumentException when they are of a later format or are none
   */
  public static List<CompiledModel> fromJson(byte[] json) {
    try (JsonParser in = JSON.createParser(json)) {
      List<CompiledModel> models = new ArrayList<>();
      CompiledModelReader reader = new CompiledModelReader();
      boolean known = false;
      in.nextToken();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String field = in.currentName();
        in.nextToken();
        switch (field) {
          case "formatVersion" -> known = in.getIntValue() <= FORMAT_VERSION;
          case "models" -> {
            while (in.nextToken() != JsonToken.END_ARRAY) {
              models.add(reader.read(in));
            }
          }
          default -> in.skipChildren();
        }
        if (!known) {
          throw new IllegalArgumentException("compiled models of an unknown format version");
        }
      }
      return models;
    } catch (IOException e) {
      throw new IllegalArgumentException("not compiled models: " + e.getMessage(), e);
    }
  }
}

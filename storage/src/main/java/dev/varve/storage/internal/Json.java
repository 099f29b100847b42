package dev.varve.storage.internal;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON strictly: a value of another type than expected, a missing field or anything after the
 * end is damage. Unknown fields are passed over, so that a later Varve may add some.
 */
public final class Json {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .rootValueSeparator("\n")
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final int FIRST_BUFFER = 8000;

  private Json() {}

  /** Writes one value. */
  @FunctionalInterface
  public interface Writer {
    void write(JsonGenerator json) throws IOException;
  }

  /** Reads the value that the parser stands on, up to its last token. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(JsonParser json) throws IOException;
  }

  /** Takes the value of one field, or passes over it with {@code skipChildren}. */
  @FunctionalInterface
  public interface Field {
    void read(String name, JsonParser json) throws IOException;
  }

  public static byte[] write(Writer writer) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(FIRST_BUFFER);
    try (JsonGenerator json = FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
      writer.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  public static <T> T read(byte[] content, Reader<T> reader) throws IOException {
    try (JsonParser json = FACTORY.createParser(content)) {
      json.nextToken();
      T value = reader.read(json);
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "something follows the end");
      }
      return value;
    } catch (IllegalArgumentException e) {
      // A value object refused what was read.
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Reads a part of some bytes that holds one value after the other. */
  public static <T> List<T> readAll(byte[] content, int from, int to, Reader<T> reader)
      throws IOException {
    List<T> values = new ArrayList<>();
    try (JsonParser json = FACTORY.createParser(content, from, to - from)) {
      while (json.nextToken() != null) {
        values.add(reader.read(json));
      }
      return values;
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  public static void object(JsonParser json, Field field) throws IOException {
    expect(json, JsonToken.START_OBJECT);
    String name;
    while ((name = json.nextFieldName()) != null) {
      json.nextToken();
      field.read(name, json);
    }
    expect(json, JsonToken.END_OBJECT);
  }

  public static <T> List<T> list(JsonParser json, Reader<T> element) throws IOException {
    expect(json, JsonToken.START_ARRAY);
    List<T> list = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(element.read(json));
    }
    return list;
  }

  public static String text(JsonParser json) throws IOException {
    expect(json, JsonToken.VALUE_STRING);
    return json.getText();
  }

  public static long number(JsonParser json) throws IOException {
    expect(json, JsonToken.VALUE_NUMBER_INT);
    return json.getLongValue();
  }

  public static boolean truth(JsonParser json) throws IOException {
    return json.getBooleanValue();
  }

  /** The text of the next element of a row, that is, of an array with a fixed meaning by place. */
  public static String nextText(JsonParser json) throws IOException {
    String text = json.nextTextValue();
    if (text == null) {
      throw new JsonParseException(json, "a text is missing");
    }
    return text;
  }

  public static long nextNumber(JsonParser json) throws IOException {
    json.nextToken();
    return number(json);
  }

  /** Passes over what a later Varve has appended to a row. */
  public static void endRow(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        throw new JsonParseException(json, "a row has no end");
      }
      json.skipChildren();
    }
  }

  public static void expect(JsonParser json, JsonToken token) throws IOException {
    if (json.currentToken() != token) {
      throw new JsonParseException(json, "found " + json.currentToken() + " instead of " + token);
    }
  }

  public static <T> T required(T value, String field) throws IOException {
    if (value == null) {
      throw new IOException("the field " + field + " is missing");
    }
    return value;
  }

  /** Refuses a version that this Varve does not know, and a missing one. */
  public static int version(long found, int known) throws IOException {
    if (found < 1 || found > known) {
      throw new UnknownVersionException(found, known);
    }
    return (int) found;
  }
}

package dev.varve.planner.bind;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the engine serialises, as a tree. Numbers keep the digits they were written with. */
sealed interface Json {

  /** A string. */
  record Text(String value) implements Json {}

  /** A number, true, false or null, as written. */
  record Word(String text) implements Json {}

  /** Values in order. */
  record Items(List<Json> values) implements Json {}

  /** Named values in the order written; few, so that a list serves. */
  record Fields(List<String> names, List<Json> values) implements Json {
    Optional<Json> find(String name) {
      int index = names.indexOf(name);
      return index < 0 ? Optional.empty() : Optional.of(values.get(index));
    }

    /** The text of a field; empty when it is absent or no text. */
    String text(String name) {
      return find(name).orElse(null) instanceof Text text ? text.value : "";
    }

    /** The objects in a list; none when it is absent. */
    List<Fields> objects(String name) {
      List<Fields> objects = new ArrayList<>();
      if (find(name).orElse(null) instanceof Items items) {
        for (Json value : items.values) {
          if (value instanceof Fields fields) {
            objects.add(fields);
          }
        }
      }
      return objects;
    }
  }

  /** Reads one value. */
  static Json parse(String text) {
    try (JsonParser parser = Reading.FACTORY.createParser(text)) {
      parser.nextToken();
      return Reading.value(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("the engine's JSON cannot be read", e);
    }
  }

  /** The one parser configuration. */
  final class Reading {
    private static final JsonFactory FACTORY =
        JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(100_000)
                    .maxNumberLength(100_000)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Reading() {}

    private static Json value(JsonParser parser) throws IOException {
      return switch (parser.currentToken()) {
        case START_OBJECT -> {
          List<String> names = new ArrayList<>();
          List<Json> values = new ArrayList<>();
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            names.add(parser.currentName());
            parser.nextToken();
            values.add(value(parser));
          }
          yield new Fields(names, values);
        }
        case START_ARRAY -> {
          List<Json> values = new ArrayList<>();
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(parser));
          }
          yield new Items(values);
        }
        case VALUE_STRING -> new Text(parser.getText());
        default -> new Word(parser.getText());
      };
    }
  }
}

package dev.varve.planner.bind;

import dev.varve.planner.bind.Json.Fields;
import dev.varve.planner.bind.Json.Items;
import dev.varve.planner.bind.Json.Text;
import dev.varve.planner.bind.Json.Word;
import java.util.List;
import java.util.Optional;

/**
 * Takes the fields of an object one by one and says whether any was left over: a field that nobody
 * took may change the meaning, so that the object is not understood.
 */
final class FieldReader {
  /** The object has a field or a value that the reader does not know. */
  static final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotUnderstood() {
      super("not understood", null, false, false);
    }
  }

  private final Fields fields;
  private long taken;

  FieldReader(Fields fields) {
    this.fields = fields;
    if (fields.names().size() > Long.SIZE) {
      throw notUnderstood();
    }
  }

  static NotUnderstood notUnderstood() {
    return new NotUnderstood();
  }

  /** The value of a field; nothing when it is absent, which the engine writes for its default. */
  Optional<Json> take(String name) {
    int index = fields.names().indexOf(name);
    if (index < 0) {
      return Optional.empty();
    }
    taken |= 1L << index;
    return Optional.of(fields.values().get(index));
  }

  FieldReader ignore(String... names) {
    for (String name : names) {
      take(name);
    }
    return this;
  }

  String text(String name, String otherwise) {
    Optional<Json> value = take(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get() instanceof Text text) {
      return text.value();
    }
    throw notUnderstood();
  }

  /** A number, true or false as written. */
  String word(String name, String otherwise) {
    Optional<Json> value = take(name);
    if (value.isEmpty()) {
      return otherwise;
    }
    if (value.get() instanceof Word word) {
      return word.text();
    }
    throw notUnderstood();
  }

  boolean flag(String name, boolean otherwise) {
    return Boolean.parseBoolean(word(name, Boolean.toString(otherwise)));
  }

  int number(String name, int otherwise) {
    return asInt(word(name, Integer.toString(otherwise)));
  }

  Fields object(String name) {
    if (take(name).orElse(null) instanceof Fields object) {
      return object;
    }
    throw notUnderstood();
  }

  /** The values of a list; none when it is absent. */
  List<Json> list(String name) {
    Optional<Json> value = take(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof Items items) {
      return items.values();
    }
    throw notUnderstood();
  }

  /** A field that says something only when it is not empty. */
  void expectEmpty(String... names) {
    for (String name : names) {
      Json value = take(name).orElse(null);
      boolean empty =
          value == null
              || (value instanceof Items items && items.values().isEmpty())
              || (value instanceof Fields object && object.names().isEmpty());
      if (!empty) {
        throw notUnderstood();
      }
    }
  }

  /** Refuses the object when a field was not taken. */
  void done() {
    int count = fields.names().size();
    long all = count == Long.SIZE ? -1L : (1L << count) - 1;
    if (taken != all) {
      throw notUnderstood();
    }
  }

  static Fields object(Json json) {
    if (json instanceof Fields fields) {
      return fields;
    }
    throw notUnderstood();
  }

  static List<Json> items(Json json) {
    if (json instanceof Items items) {
      return items.values();
    }
    throw notUnderstood();
  }

  static int asInt(Json json) {
    if (json instanceof Word word) {
      return asInt(word.text());
    }
    throw notUnderstood();
  }

  private static int asInt(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw notUnderstood();
    }
  }
}

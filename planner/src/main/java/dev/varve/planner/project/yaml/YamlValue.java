package dev.varve.planner.project.yaml;

import dev.varve.planner.Place;
import java.util.List;

/** A value of a YAML file and where it is written. */
public sealed interface YamlValue {
  Place place();

  /** What it is called in a message. */
  String described();

  /**
   * A scalar as written: whether {@code no} is a word or a truth value is for the reader to say,
   * who knows what it asked for.
   *
   * @param plain written without quotes
   */
  record Scalar(String text, boolean plain, Place place) implements YamlValue {
    /** Whether nothing is written, or one of the words of YAML for nothing. */
    public boolean isNothing() {
      return plain
          && (text.isEmpty()
              || text.equals("~")
              || text.equals("null")
              || text.equals("Null")
              || text.equals("NULL"));
    }

    @Override
    public String described() {
      return isNothing() ? "nothing" : "\"" + text + "\"";
    }
  }

  /** A list. */
  record Items(List<YamlValue> values, Place place) implements YamlValue {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public String described() {
      return "a list";
    }
  }

  /** A mapping; no key twice. */
  record Entries(List<Entry> entries, Place place) implements YamlValue {
    public Entries {
      entries = List.copyOf(entries);
    }

    @Override
    public String described() {
      return "a mapping";
    }
  }

  /** A key with its value. */
  record Entry(String key, Place keyPlace, YamlValue value) {}
}

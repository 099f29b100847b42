package dev.varve.planner.project.yaml;

import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import dev.varve.planner.project.yaml.YamlValue.Items;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The values of a mapping whose keys are known. Each of its methods reports what is wrong with a
 * value and then answers as if the key were absent, so that one run finds everything.
 */
public final class YamlFields {
  /** The beginning of a reference to the environment. */
  public static final String ENVIRONMENT = "${env:";

  private final String owner;
  private final Place place;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Problem> problems;

  /**
   * Reports every key that is not known.
   *
   * @param owner what the mapping is, for messages: {@code source raw.orders}
   * @param known keys, in the order in which to name them
   * @param elsewhere what to say about keys that other tools have and this one has not
   */
  public YamlFields(
      String owner,
      Entries mapping,
      List<String> known,
      Map<String, String> elsewhere,
      List<Problem> problems) {
    this.owner = owner;
    this.place = mapping.place();
    this.problems = problems;
    for (Entry entry : mapping.entries()) {
      if (known.contains(entry.key())) {
        entries.put(entry.key(), entry);
      } else {
        String hint = elsewhere.getOrDefault(entry.key(), "");
        problems.add(
            Problem.at(
                entry.keyPlace(),
                "UNKNOWN_KEY",
                "The key " + entry.key() + " is not known in " + owner + ".",
                hint.isEmpty()
                    ? Nearest.hint(entry.key(), known)
                        + "Known are: "
                        + String.join(", ", known)
                        + "."
                    : hint));
      }
    }
  }

  /** Where the mapping is. */
  public Place place() {
    return place;
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Where a key's value is written, or else the mapping. */
  public Place placeOf(String key) {
    Entry entry = entries.get(key);
    return entry == null ? place : entry.value().place();
  }

  /** The places of the values of all keys that are there. */
  public Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    entries.forEach((key, entry) -> places.put(key, entry.value().place()));
    return places;
  }

  /** The value as it is, whatever it is. */
  public Optional<YamlValue> value(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** A text that may refer to the environment. */
  public Optional<Scalar> setting(String key) {
    return value(key).flatMap(value -> scalar(key, value));
  }

  /** A text that may not refer to the environment. */
  public Optional<Scalar> scalar(String key) {
    return value(key).flatMap(value -> constant(key, value));
  }

  public Optional<String> text(String key) {
    return scalar(key).map(Scalar::text);
  }

  public Optional<Boolean> truth(String key) {
    return scalar(key)
        .flatMap(
            scalar ->
                switch (scalar.text().toLowerCase(Locale.ROOT)) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> {
                    wrong(scalar.place(), key, "true or false", scalar);
                    yield Optional.empty();
                  }
                });
  }

  /** A whole number of at least {@code least}. */
  public Optional<Integer> number(String key, int least) {
    return scalar(key)
        .flatMap(
            scalar -> {
              if (scalar.text().matches("[0-9]{1,9}") && Integer.parseInt(scalar.text()) >= least) {
                return Optional.of(Integer.parseInt(scalar.text()));
              }
              wrong(scalar.place(), key, "a whole number of at least " + least, scalar);
              return Optional.empty();
            });
  }

  /** One of the constants of an enum, in any case. */
  public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    return scalar(key)
        .flatMap(
            scalar -> {
              List<String> names = Arrays.stream(type.getEnumConstants()).map(E::name).toList();
              String sought = scalar.text().toUpperCase(Locale.ROOT);
              if (names.contains(sought)) {
                return Optional.of(Enum.valueOf(type, sought));
              }
              report(
                  scalar.place(),
                  "BAD_VALUE",
                  key + " of " + owner + " cannot be " + scalar.described() + ".",
                  Nearest.hint(sought, names) + "It is one of: " + String.join(", ", names) + ".");
              return Optional.empty();
            });
  }

  /** A list of texts; one text alone counts as a list of one. */
  public List<Scalar> texts(String key) {
    return value(key).map(value -> texts(key, value)).orElse(List.of());
  }

  private List<Scalar> texts(String key, YamlValue value) {
    if (!(value instanceof Items items)) {
      return constant(key, value).map(List::of).orElse(List.of());
    }
    List<Scalar> texts = new ArrayList<>();
    for (YamlValue item : items.values()) {
      constant(key, item).ifPresent(texts::add);
    }
    return texts;
  }

  /** A mapping with keys of the user's choice. */
  public List<Entry> mapping(String key) {
    return value(key).map(value -> entries(key, value).entries()).orElse(List.of());
  }

  /** A mapping with known keys. */
  public Optional<Entries> entries(String key) {
    return value(key).map(value -> entries(key, value));
  }

  private Entries entries(String key, YamlValue value) {
    if (value instanceof Entries mapping) {
      return mapping;
    }
    if (!(value instanceof Scalar scalar && scalar.isNothing())) {
      wrong(value.place(), key, "a mapping of names to values", value);
    }
    return new Entries(List.of(), value.place());
  }

  private Optional<Scalar> constant(String key, YamlValue value) {
    Optional<Scalar> scalar = scalar(key, value);
    if (scalar.isPresent() && scalar.get().text().contains(ENVIRONMENT)) {
      report(
          value.place(),
          "ENVIRONMENT_NOT_ALLOWED",
          key + " of " + owner + " cannot come from the environment.",
          "Write the value itself; ${env:NAME} may stand in warehouse, in path and in default.");
      return Optional.empty();
    }
    return scalar;
  }

  private Optional<Scalar> scalar(String key, YamlValue value) {
    if (value instanceof Scalar scalar && !scalar.isNothing()) {
      return Optional.of(scalar);
    }
    wrong(value.place(), key, "a text", value);
    return Optional.empty();
  }

  /** Reports a value that cannot be used. */
  public void badValue(String key, String message, String mend) {
    report(placeOf(key), "BAD_VALUE", message, mend);
  }

  /** Reports anything about a key's value. */
  public void report(Place where, String code, String message, String mend) {
    problems.add(Problem.at(where, code, message, mend));
  }

  private void wrong(Place where, String key, String expected, YamlValue found) {
    report(
        where,
        "WRONG_TYPE",
        key + " of " + owner + " is " + found.described() + ", not " + expected + ".",
        "Write " + expected + ", or leave the key out.");
  }
}

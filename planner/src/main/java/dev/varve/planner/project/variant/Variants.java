package dev.varve.planner.project.variant;

import dev.varve.planner.Nearest;
import dev.varve.planner.Problem;
import dev.varve.planner.project.parameter.ListText;
import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.project.parameter.TypedLiteral;
import dev.varve.planner.project.variant.Variant.Value;
import dev.varve.planner.project.yaml.YamlFields;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import dev.varve.planner.project.yaml.YamlValue.Items;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code variants:} of a header, and gives the values the types that are declared. */
public final class Variants {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]+");

  private final List<Problem> problems;

  public Variants(List<Problem> problems) {
    this.problems = problems;
  }

  /** In the order written. */
  public List<Variant> read(YamlFields fields) {
    List<Variant> variants = new ArrayList<>();
    TreeSet<String> seen = new TreeSet<>();
    List<Entry> entries = fields.mapping("variants");
    for (Entry entry : entries) {
      if (!NAME.matcher(entry.key()).matches()) {
        problems.add(
            Problem.at(
                entry.keyPlace(),
                "BAD_NAME",
                "A variant cannot be called \"" + entry.key() + "\".",
                "Use letters, digits and underscores: the table's name ends in it."));
      } else if (!seen.add(entry.key().toLowerCase(Locale.ROOT))) {
        problems.add(
            Problem.at(
                entry.keyPlace(),
                "DUPLICATE_NAME",
                "The variant " + entry.key() + " is there twice; case makes no difference.",
                "Rename one: each is a table."));
      } else {
        variants.add(new Variant(entry.key(), entry.keyPlace(), values(fields, entry)));
      }
    }
    if (fields.has("variants") && entries.isEmpty()) {
      fields.badValue(
          "variants",
          "variants names none.",
          "Write one such as variants: { eu: { region: EU } }, or leave it out.");
    }
    return variants;
  }

  private Map<String, Value> values(YamlFields owner, Entry variant) {
    Map<String, Value> values = new LinkedHashMap<>();
    String name = "variant " + variant.key();
    List<Entry> entries =
        variant.value() instanceof Entries written ? written.entries() : List.of();
    if (entries.isEmpty()) {
      owner.report(
          variant.keyPlace(),
          "BAD_VALUE",
          "The " + name + " gives no parameter a value.",
          "Write one such as " + variant.key() + ": { region: EU }.");
    }
    List<String> known = entries.stream().map(Entry::key).toList();
    YamlFields fields =
        new YamlFields(name, new Entries(entries, variant.keyPlace()), known, Map.of(), problems);
    for (String parameter : known) {
      List<Scalar> texts = fields.texts(parameter);
      boolean list = fields.value(parameter).orElse(null) instanceof Items;
      if (list) {
        String text = ListText.write(texts.stream().map(Scalar::text).toList());
        values.put(parameter, new Value(text, fields.placeOf(parameter)));
      } else if (!texts.isEmpty()) {
        values.put(parameter, new Value(texts.get(0).text(), texts.get(0).place()));
      }
    }
    return values;
  }

  /**
   * The values as SQL.
   *
   * @param declared the types of the project's parameters
   * @param read the parameters that the query names
   */
  public Map<String, String> literals(
      Variant variant, Map<String, ParameterType> declared, List<String> read) {
    Map<String, String> literals = new TreeMap<>();
    variant
        .values()
        .forEach(
            (parameter, value) -> {
              if (!declared.containsKey(parameter)) {
                report(
                    value,
                    "UNKNOWN_PARAMETER",
                    "The parameter "
                        + parameter
                        + " of variant "
                        + variant.name()
                        + " is not"
                        + " declared.",
                    Nearest.hint(parameter, declared.keySet())
                        + "Declare it under params in varve.yaml.");
              } else if (!read.contains(parameter)) {
                report(
                    value,
                    "BAD_VALUE",
                    "The variant "
                        + variant.name()
                        + " gives "
                        + parameter
                        + " a value, and the query does not name $"
                        + parameter
                        + ".",
                    Nearest.hint(parameter, read)
                        + "Leave it out, or write $"
                        + parameter
                        + " where it is meant.");
              } else {
                TypedLiteral.Reading reading =
                    TypedLiteral.read(declared.get(parameter), value.text());
                if (reading instanceof TypedLiteral.Reading.Valid valid) {
                  literals.put(parameter, valid.literal().sql());
                } else if (reading instanceof TypedLiteral.Reading.Invalid invalid) {
                  report(
                      value,
                      "BAD_ARGUMENT",
                      parameter
                          + " of variant "
                          + variant.name()
                          + " is not "
                          + declared.get(parameter)
                          + ".",
                      "Write " + invalid.expected() + ".");
                }
              }
            });
    return literals;
  }

  private void report(Value value, String code, String message, String mend) {
    problems.add(Problem.at(value.place(), code, message, mend));
  }
}

package dev.varve.planner.build;

import dev.varve.planner.build.Ingredient.Kind;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.compile.ClockUse;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.compile.OutputColumn;
import dev.varve.planner.encode.PlanEncoding;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Tier;
import dev.varve.planner.types.TableFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the key of a step: first from the model and the way it is run, which compile knows, then
 * from the contents of its inputs, which are known when they are built.
 */
public final class StepKeys {
  // No table has a column with a blank or a comma in its name.
  private static final String NOT_NULL = "not null";
  private static final String UNIQUE = "unique";
  private static final String KEY = "key";

  private final BuildSettings settings;
  private final Function<CompiledModel, Profile> profiles;

  /**
   * Keys of one build.
   *
   * @param profiles the profile that a model runs under.
   */
  public StepKeys(BuildSettings settings, Function<CompiledModel, Profile> profiles) {
    this.settings = settings;
    this.profiles = profiles;
  }

  /** All ingredients but the inputs. */
  public List<Ingredient> ownIngredients(CompiledModel model) {
    List<Ingredient> ingredients = new ArrayList<>(surroundings(model));
    ingredients.add(new Ingredient(Kind.QUERY, "plan", model.query().hex()));
    for (OutputColumn column : model.columns()) {
      ingredients.add(new Ingredient(Kind.OUTPUT, column.name(), column.stored().deltaType()));
    }
    for (OutputColumn column : model.columns()) {
      if (column.notNull()) {
        ingredients.add(new Ingredient(Kind.CONTRACT, column.name(), NOT_NULL));
      }
      if (column.unique()) {
        ingredients.add(new Ingredient(Kind.CONTRACT, column.name() + " " + UNIQUE, UNIQUE));
      }
      if (!column.accepted().isEmpty()) {
        String values = PlanEncoding.ofTexts(column.accepted()).hex();
        ingredients.add(new Ingredient(Kind.CONTRACT, column.name() + " accepted values", values));
      }
    }
    if (!model.key().isEmpty()) {
      ingredients.add(new Ingredient(Kind.CONTRACT, KEY, String.join(",", model.key())));
    }
    Tier tier = tier(model);
    ingredients.add(new Ingredient(Kind.ORDER, "tier", tier.name()));
    ingredients.add(
        new Ingredient(Kind.ORDER, "order by", String.join(", ", model.order().terms())));
    ingredients.addAll(values(model));
    if (model.resultClass() == ResultClass.VOLATILE) {
      ingredients.add(new Ingredient(Kind.VOLATILE, "build", settings.buildId()));
    }
    return ingredients;
  }

  /** What was verified of the rows of a table whose key had these ingredients. */
  static TableFacts verified(List<Ingredient> ingredients) {
    List<String> key = new ArrayList<>();
    List<String> unique = new ArrayList<>();
    List<String> notNull = new ArrayList<>();
    for (Ingredient ingredient : ingredients) {
      if (ingredient.kind() != Kind.CONTRACT) {
        continue;
      }
      String name = ingredient.name();
      if (ingredient.value().equals(NOT_NULL)) {
        notNull.add(name);
      } else if (ingredient.value().equals(UNIQUE)) {
        unique.add(name.substring(0, name.length() - UNIQUE.length() - 1));
      } else if (name.equals(KEY)) {
        key.addAll(List.of(ingredient.value().split(",")));
      }
    }
    return TableFacts.of(key, unique, notNull);
  }

  Tier tier(CompiledModel model) {
    return settings.tier(model);
  }

  /** What a model's query runs in. */
  List<Ingredient> surroundings(CompiledModel model) {
    List<Ingredient> ingredients = new ArrayList<>();
    ingredients.add(new Ingredient(Kind.ENGINE, "lane", settings.laneVersion()));
    ingredients.add(new Ingredient(Kind.SETTING, "timezone", settings.timezone()));
    profiles
        .apply(model)
        .keyFields()
        .forEach((name, value) -> ingredients.add(new Ingredient(Kind.SETTING, name, value)));
    return ingredients;
  }

  /** The parameters and the times that a model's query asks for. */
  List<Ingredient> values(CompiledModel model) {
    List<Ingredient> ingredients = new ArrayList<>();
    for (String parameter : model.parameters()) {
      ingredients.add(new Ingredient(Kind.PARAMETER, parameter, settings.literal(parameter)));
    }
    for (ClockUse use : model.clock()) {
      ingredients.add(new Ingredient(Kind.CLOCK, use.name(), yielded(use)));
    }
    return ingredients;
  }

  /** The whole key, or nothing as long as the contents of an input are not known. */
  public Optional<StepKey> key(
      CompiledModel model, Function<InputUse, Optional<InputContents>> contents) {
    List<Ingredient> ingredients = ownIngredients(model);
    for (InputUse input : model.inputs()) {
      if (!input.counts()) {
        continue;
      }
      Optional<InputContents> known = contents.apply(input);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      ingredients.addAll(inputIngredients(input, known.get()));
    }
    return Optional.of(StepKey.of(ingredients));
  }

  /** What of an input is in the key. */
  public static List<Ingredient> inputIngredients(InputUse input, InputContents contents) {
    if (contents instanceof InputContents.OfSource source) {
      return source(input, source);
    }
    return table(input, ((InputContents.OfTable) contents).contents());
  }

  static List<Ingredient> table(InputUse input, TableContents table) {
    List<Ingredient> ingredients = new ArrayList<>();
    ingredients.add(new Ingredient(Kind.ROWS, input.table(), Long.toString(table.rows())));
    if (input.allColumns() || !covers(table.columns(), input.columns())) {
      ingredients.add(new Ingredient(Kind.COLUMN, input.table() + ".*", whole(input, table)));
      return ingredients;
    }
    for (String column : input.columns()) {
      ingredients.add(
          new Ingredient(Kind.COLUMN, input.table() + "." + column, table.columns().get(column)));
    }
    return ingredients;
  }

  /** The digest in file order says nothing of what the columns are called, and queries do. */
  private static String whole(InputUse input, TableContents table) {
    List<String> texts = new ArrayList<>(List.of(table.whole(), "columns"));
    texts.addAll(table.columns().keySet());
    texts.add("read");
    texts.addAll(input.columns());
    return PlanEncoding.ofTexts(texts).hex();
  }

  static List<Ingredient> source(InputUse input, InputContents.OfSource contents) {
    return List.of(
        new Ingredient(Kind.READER, input.table(), contents.reader()),
        new Ingredient(Kind.SOURCE, input.table(), contents.content()));
  }

  private static boolean covers(Map<String, String> digests, List<String> columns) {
    return digests.keySet().containsAll(columns);
  }

  private String yielded(ClockUse use) {
    Instant time = settings.logicalTime();
    return switch (use) {
      case DATE -> LocalDate.ofInstant(time, ZoneId.of(settings.timezone())).toString();
      case TIMESTAMP -> Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    };
  }
}

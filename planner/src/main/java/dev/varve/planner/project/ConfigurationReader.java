package dev.varve.planner.project;

import dev.varve.planner.InputException;
import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.parameter.ListText;
import dev.varve.planner.project.parameter.ParameterDeclaration;
import dev.varve.planner.project.parameter.ParameterType;
import dev.varve.planner.project.parameter.TypedLiteral;
import dev.varve.planner.project.table.TableParameter;
import dev.varve.planner.project.table.TableParameterReader;
import dev.varve.planner.project.text.FileText;
import dev.varve.planner.project.yaml.YamlFields;
import dev.varve.planner.project.yaml.YamlReader;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import dev.varve.planner.project.yaml.YamlValue.Items;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code varve.yaml}. */
final class ConfigurationReader {
  private static final List<String> KEYS =
      List.of("project", "warehouse", "timezone", "sources", "params", "defaults", "profiles");
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "name", "Did you mean project?",
          "vars", "Did you mean params? There a parameter has a type: since: { type: DATE }.",
          "parameters", "Did you mean params?",
          "models", "Leave it out: a model says what holds for it in the comment at its top.",
          "seeds", "Declare the CSV files under sources.",
          "profile", "Write it under defaults.",
          "tier", "Write it under defaults.",
          "policy", "Write it under defaults.");
  private static final Pattern PROJECT_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
  private static final Pattern PARAMETER_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final List<Problem> problems;

  ConfigurationReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** Reads what can be read and reports the rest. */
  Configuration read(byte[] bytes) {
    Place start = Place.startOf(ProjectFiles.CONFIGURATION);
    Entries root = new Entries(List.of(), start);
    boolean readable = false;
    try {
      FileText file = FileText.decode(ProjectFiles.CONFIGURATION, bytes);
      Optional<Entries> read = YamlReader.read(file, 0, file.text().length(), problems);
      readable = read.isPresent();
      root = read.orElse(root);
    } catch (InputException e) {
      problems.addAll(e.problems());
    }
    YamlFields fields = new YamlFields("varve.yaml", root, KEYS, ELSEWHERE, problems);
    Optional<String> name = readable ? name(fields) : Optional.empty();
    Map<String, Profile> profiles = profiles(fields);
    Map<String, List<Problem>> brokenSources = new LinkedHashMap<>();
    Map<String, TableParameter> tables = new LinkedHashMap<>();
    return new Configuration(
        readable,
        name,
        setting(fields, "warehouse")
            .orElse(new Setting("./warehouse", fields.placeOf("warehouse"))),
        timezone(fields),
        sources(fields, brokenSources),
        brokenSources,
        parameters(fields, tables),
        tables,
        defaults(fields, profiles),
        profiles);
  }

  private Optional<String> name(YamlFields fields) {
    if (!fields.has("project")) {
      fields.report(
          fields.place(),
          "MISSING_KEY",
          "varve.yaml does not say what the project is called.",
          "Write project: and a name.");
      return Optional.empty();
    }
    Optional<String> name = fields.text("project");
    if (name.isPresent() && !PROJECT_NAME.matcher(name.get()).matches()) {
      fields.badValue(
          "project",
          "A project cannot be called \"" + name.get() + "\".",
          "Begin with a letter and go on with at most 63 letters, digits, _ and -.");
      return Optional.empty();
    }
    return name;
  }

  private String timezone(YamlFields fields) {
    return fields
        .text("timezone")
        .filter(
            zone -> {
              TreeSet<String> zones = new TreeSet<>(ZoneId.getAvailableZoneIds());
              boolean known = zones.contains(zone);
              if (!known) {
                fields.badValue(
                    "timezone",
                    "There is no time zone " + zone + ".",
                    Nearest.hint(zone, zones) + "Write one such as UTC or Europe/Berlin.");
              }
              return known;
            })
        .orElse("UTC");
  }

  private Map<String, SourceDeclaration> sources(
      YamlFields fields, Map<String, List<Problem>> broken) {
    Map<String, SourceDeclaration> sources = new LinkedHashMap<>();
    SourceReader reader = new SourceReader(problems);
    for (Entry entry : fields.mapping("sources")) {
      int before = problems.size();
      reader
          .read(entry)
          .ifPresentOrElse(
              source -> sources.put(source.name(), source),
              () ->
                  broken.put(
                      TableName.of(entry.key(), TableName.MAIN).toString(),
                      List.copyOf(problems.subList(before, problems.size()))));
    }
    return sources;
  }

  /** Those that are tables apart from the others. */
  private Map<String, ParameterDeclaration> parameters(
      YamlFields fields, Map<String, TableParameter> tables) {
    Map<String, ParameterDeclaration> parameters = new LinkedHashMap<>();
    Map<String, String> spellings = new TreeMap<>();
    for (Entry entry : fields.mapping("params")) {
      String other = spellings.putIfAbsent(entry.key().toLowerCase(Locale.ROOT), entry.key());
      if (!PARAMETER_NAME.matcher(entry.key()).matches()) {
        fields.report(
            entry.keyPlace(),
            "BAD_NAME",
            "A parameter cannot be called \"" + entry.key() + "\".",
            "Use letters, digits and underscores, without the $.");
      } else if (other != null) {
        fields.report(
            entry.keyPlace(),
            "DUPLICATE_NAME",
            "The parameters " + other + " and " + entry.key() + " differ only in case.",
            "Rename one: to the engine they are the same.");
      } else if (TableParameterReader.isTable(entry)) {
        tables.put(entry.key(), new TableParameterReader(problems).read(entry));
      } else {
        parameters.put(entry.key(), parameter(entry));
      }
    }
    return parameters;
  }

  private ParameterDeclaration parameter(Entry entry) {
    String owner = "parameter " + entry.key();
    List<Entry> written =
        entry.value() instanceof Entries entries
            ? entries.entries()
            : List.of(new Entry("type", entry.keyPlace(), entry.value()));
    YamlFields fields =
        new YamlFields(
            owner,
            new Entries(written, entry.keyPlace()),
            List.of("type", "default", "description"),
            Map.of(),
            problems);
    fields.text("description");
    Optional<Setting> defaultValue = listed(fields).or(() -> setting(fields, "default"));
    if (!fields.has("type")) {
      fields.report(
          entry.keyPlace(),
          "MISSING_KEY",
          "The " + owner + " has no type.",
          "Write one such as type: DATE.");
    }
    Optional<String> text = fields.text("type");
    Optional<ParameterType> type = text.flatMap(ParameterType::parse);
    if (text.isPresent() && type.isEmpty()) {
      fields.report(
          fields.placeOf("type"),
          "UNKNOWN_TYPE",
          "A parameter cannot be of type " + text.get() + ".",
          Nearest.hint(text.get(), ParameterType.NAMES)
              + "It is one of: "
              + String.join(", ", ParameterType.NAMES)
              + ", or a list of one, as in BIGINT[].");
    }
    if (type.isPresent()
        && defaultValue.isPresent()
        && !defaultValue.get().isDeferred()
        && TypedLiteral.read(type.get(), defaultValue.get().written())
            instanceof TypedLiteral.Reading.Invalid invalid) {
      fields.badValue(
          "default",
          "The default \"" + defaultValue.get() + "\" is not " + type.get() + ".",
          "Write " + invalid.expected() + ".");
    }
    return new ParameterDeclaration(
        entry.key(), type.orElse(ParameterType.ANY_TEXT), defaultValue, entry.keyPlace());
  }

  /** A default that is written as a list. */
  private static Optional<Setting> listed(YamlFields fields) {
    if (!(fields.value("default").orElse(null) instanceof Items items)) {
      return Optional.empty();
    }
    List<String> values = fields.texts("default").stream().map(Scalar::text).toList();
    return Optional.of(new Setting(ListText.write(values), items.place()));
  }

  private Map<String, Profile> profiles(YamlFields fields) {
    Map<String, Profile> profiles = new LinkedHashMap<>();
    Profile.BUILT_IN.forEach(profile -> profiles.put(profile.name(), profile));
    ProfileReader reader = new ProfileReader(problems);
    for (Entry entry : fields.mapping("profiles")) {
      profiles.putIfAbsent(entry.key(), reader.read(entry));
    }
    return profiles;
  }

  private Defaults defaults(YamlFields fields, Map<String, Profile> profiles) {
    Optional<Entries> entries = fields.entries("defaults");
    if (entries.isEmpty()) {
      return Defaults.STANDARD;
    }
    YamlFields defaults =
        new YamlFields(
            "defaults",
            entries.get(),
            List.of("tier", "policy", "profile", "artifacts"),
            Map.of(),
            problems);
    return new Defaults(
        promise(defaults, "tier", Tier.class).orElse(Defaults.STANDARD.tier()),
        promise(defaults, "policy", Policy.class).orElse(Defaults.STANDARD.policy()),
        ProfileReader.known(defaults, "profile", profiles.keySet())
            .orElse(Defaults.STANDARD.profile()),
        defaults.choice("artifacts", Defaults.Artifacts.class));
  }

  /** A choice, refused at its place when it cannot be had. */
  static <E extends Enum<E> & Promise> Optional<E> promise(
      YamlFields fields, String key, Class<E> type) {
    Optional<E> choice = fields.choice(key, type);
    choice
        .flatMap(Promise::refusal)
        .ifPresent(
            refusal ->
                fields.report(
                    fields.placeOf(key), Promise.Refusal.CODE, refusal.why(), refusal.instead()));
    return choice;
  }

  /** A text that may refer to the environment. */
  static Optional<Setting> setting(YamlFields fields, String key) {
    return fields
        .setting(key)
        .map((Scalar scalar) -> new Setting(scalar.text(), scalar.place()))
        .filter(
            setting -> {
              if (!setting.isWellFormed()) {
                fields.badValue(
                    key,
                    "A reference to the environment in " + key + " is not closed or has no name.",
                    "Write ${env:NAME}.");
              }
              return setting.isWellFormed();
            });
  }
}

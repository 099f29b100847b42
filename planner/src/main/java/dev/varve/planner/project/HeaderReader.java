package dev.varve.planner.project;

import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.ModelHeader.Kind;
import dev.varve.planner.project.contract.ColumnContracts;
import dev.varve.planner.project.contract.Evolution;
import dev.varve.planner.project.sql.Token;
import dev.varve.planner.project.text.FileText;
import dev.varve.planner.project.variant.Variant;
import dev.varve.planner.project.variant.Variants;
import dev.varve.planner.project.yaml.HeaderComment;
import dev.varve.planner.project.yaml.YamlFields;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the YAML in the comment at the top of a model, which begins with the word {@code varve}.
 */
final class HeaderReader {
  private static final List<String> KEYS =
      List.of(
          "name",
          "description",
          "tags",
          "key",
          "order_by",
          "partition_by",
          "columns",
          "evolution",
          "tier",
          "profile",
          "kind",
          "variants");
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "materialized", "Leave it out: every model becomes a table.",
          "schema", "Did you mean name: schema.table? The first folder is the schema otherwise.",
          "alias", "Did you mean name?",
          "unique_key", "Did you mean key?",
          "primary_key", "Did you mean key?",
          "depends_on", "Leave it out: what a model reads is found in its SQL.",
          "config", "Write what is in it without config.");

  /** What is said of a table, and why a model without one cannot have it. */
  private static final Map<String, String> OF_TABLES =
      Map.of(
          "key", "A key is checked where rows are written",
          "order_by", "Rows have an order where they are written",
          "partition_by", "Files are divided where they are written",
          "tier", "A tier is a promise about a table's rows and bytes",
          "profile", "A profile is for running, and only its readers run",
          "evolution", "How columns may change is a promise about a table");

  private static final List<String> OF_ANY_COLUMN = List.of("type", "description");
  private static final Pattern TAG = Pattern.compile("[^\\s,:*+]+");
  private static final Pattern ORDER_TERM =
      Pattern.compile(
          "(.+?)(?:\\s+(asc|desc))?(?:\\s+nulls\\s+(first|last))?", Pattern.CASE_INSENSITIVE);

  private final FileText file;
  private final Collection<String> profiles;
  private final List<Problem> problems;

  /** A header, and what in it says which tables there are, which is no part of it. */
  record Header(ModelHeader declared, Optional<Scalar> name, List<Variant> variants) {}

  HeaderReader(FileText file, Collection<String> profiles, List<Problem> problems) {
    this.file = file;
    this.profiles = profiles;
    this.problems = problems;
  }

  Header read(List<Token> tokens) {
    return HeaderComment.read(file, tokens, problems)
        .map(this::header)
        .orElse(new Header(ModelHeader.EMPTY, Optional.empty(), List.of()));
  }

  private Header header(Entries entries) {
    YamlFields fields = new YamlFields("a model's header", entries, KEYS, ELSEWHERE, problems);
    Kind kind = fields.choice("kind", Kind.class).orElse(Kind.TABLE);
    List<String> partitionBy = names(fields, "partition_by");
    if (kind == Kind.INLINE) {
      refuseOfTables(fields);
    } else if (fields.has("partition_by")) {
      notSupported(fields, "partition_by", "partition_by", "Leave it out.");
    }
    return new Header(
        new ModelHeader(
            fields.text("description").orElse(""),
            tags(fields),
            names(fields, "key"),
            orderBy(fields),
            partitionBy,
            new ColumnContracts(problems).read(fields),
            fields.choice("evolution", Evolution.class),
            ConfigurationReader.promise(fields, "tier", Tier.class),
            ProfileReader.known(fields, "profile", profiles),
            kind,
            fields.places()),
        fields.scalar("name"),
        new Variants(problems).read(fields));
  }

  private static void refuseOfTables(YamlFields fields) {
    for (String key : KEYS) {
      if (OF_TABLES.containsKey(key) && fields.has(key)) {
        refuse(fields, fields.placeOf(key), key, OF_TABLES.get(key));
      }
    }
    for (Entry column : fields.mapping("columns")) {
      if (column.value() instanceof Entries declared) {
        for (Entry entry : declared.entries()) {
          if (!OF_ANY_COLUMN.contains(entry.key())) {
            String why = "What values a column has is checked where rows are written";
            refuse(fields, entry.keyPlace(), entry.key(), why);
          }
        }
      }
    }
  }

  private static void refuse(YamlFields fields, Place place, String key, String why) {
    fields.report(
        place,
        "INLINE_MODEL",
        "An inline model cannot have " + key + ". " + why + ", and this one has no table.",
        "Declare it in the models that read this one, or leave kind: inline out.");
  }

  private void notSupported(YamlFields fields, String key, String what, String mend) {
    fields.report(
        fields.placeOf(key),
        "NOT_SUPPORTED",
        what + " is not supported by this version yet.",
        mend);
  }

  private List<String> tags(YamlFields fields) {
    List<String> tags = new ArrayList<>();
    for (Scalar tag : fields.texts("tags")) {
      if (!TAG.matcher(tag.text()).matches()) {
        fields.report(
            tag.place(),
            "BAD_VALUE",
            "A tag cannot be \"" + tag.text() + "\".",
            "Use a word without spaces and without any of , : * +.");
      } else if (!tags.contains(tag.text())) {
        tags.add(tag.text());
      }
    }
    return tags;
  }

  /** Names of columns, none of them twice. */
  private List<String> names(YamlFields fields, String key) {
    List<String> names = new ArrayList<>();
    TreeSet<String> seen = new TreeSet<>();
    for (Scalar name : fields.texts(key)) {
      unseen(fields, key, name, name.text(), seen);
      names.add(name.text());
    }
    return names;
  }

  private List<OrderTerm> orderBy(YamlFields fields) {
    List<OrderTerm> terms = new ArrayList<>();
    TreeSet<String> seen = new TreeSet<>();
    for (Scalar written : fields.texts("order_by")) {
      Matcher term = ORDER_TERM.matcher(written.text().strip());
      if (!term.matches()) {
        fields.report(
            written.place(),
            "BAD_VALUE",
            "\"" + written.text() + "\" is no order.",
            "Write a column, and desc or nulls first behind it where wanted.");
        continue;
      }
      unseen(fields, "order_by", written, term.group(1), seen);
      terms.add(
          new OrderTerm(
              term.group(1),
              "desc".equalsIgnoreCase(term.group(2)),
              "first".equalsIgnoreCase(term.group(3)),
              written.place()));
    }
    return terms;
  }

  private static void unseen(
      YamlFields fields, String key, Scalar written, String column, Set<String> seen) {
    if (!seen.add(column.toLowerCase(Locale.ROOT))) {
      fields.report(
          written.place(),
          "BAD_VALUE",
          key + " names " + column + " twice.",
          "Name every column once.");
    }
  }
}

package dev.varve.planner.project;

import dev.varve.planner.Nearest;
import dev.varve.planner.Place;
import dev.varve.planner.Problem;
import dev.varve.planner.project.SourceDeclaration.Format;
import dev.varve.planner.project.contract.ColumnContract;
import dev.varve.planner.project.contract.ColumnContracts;
import dev.varve.planner.project.contract.Evolution;
import dev.varve.planner.project.yaml.YamlFields;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the declaration of one source. */
final class SourceReader {
  private static final List<String> KEYS =
      List.of(
          "path", "format", "columns", "key", "evolution", "identity", "options", "description");
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "file", "Did you mean path?",
          "files", "Did you mean path? It may be a glob.",
          "schema", "Did you mean columns?",
          "delimiter", "Write it under options.",
          "header", "Write it under options.");
  private static final Map<String, String> LATER =
      Map.of("delta", "A Delta table", "arrow", "Arrow");
  private static final List<String> LATER_ENDINGS =
      List.of(".arrow", ".arrows", ".feather", ".ipc");

  /** Why a file is believed to have not changed. */
  private enum Identity {
    CONTENT,
    FOOTER
  }

  private final List<Problem> problems;

  SourceReader(List<Problem> problems) {
    this.problems = problems;
  }

  Optional<SourceDeclaration> read(Entry entry) {
    int before = problems.size();
    TableName name = TableName.of(entry.key(), TableName.MAIN);
    name.problem(entry.keyPlace(), "Call the source schema.table, as in raw.orders.")
        .ifPresent(problems::add);
    List<Entry> written =
        entry.value() instanceof Entries entries
            ? entries.entries()
            : List.of(new Entry("path", entry.keyPlace(), entry.value()));
    String owner = "source " + entry.key();
    List<Entry> known = written.stream().filter(e -> !LATER.containsKey(e.key())).toList();
    written.stream().filter(e -> LATER.containsKey(e.key())).forEach(this::later);
    YamlFields fields =
        new YamlFields(owner, new Entries(known, entry.keyPlace()), KEYS, ELSEWHERE, problems);
    fields.text("description");
    Optional<Setting> path = ConfigurationReader.setting(fields, "path");
    if (!fields.has("path") && known.size() == written.size()) {
      fields.report(
          entry.keyPlace(),
          "MISSING_KEY",
          "The " + owner + " has no path.",
          "Write one such as path: data/orders/*.parquet.");
    }
    Optional<Format> format = path.flatMap(p -> format(fields, p));
    Map<String, ColumnContract> columns = columns(fields);
    format.ifPresent(f -> checkTypes(columns, f));
    List<String> key = key(fields, columns, format);
    Optional<Evolution> evolution = evolution(fields, format);
    boolean footer =
        fields.choice("identity", Identity.class).orElse(Identity.CONTENT) == Identity.FOOTER;
    format.ifPresent(f -> checkFormat(fields, owner, f, footer));
    Map<String, String> options = options(fields, owner, format);
    return problems.size() == before
        ? Optional.of(
            new SourceDeclaration(
                name.toString(),
                format.orElseThrow(),
                path.orElseThrow(),
                columns,
                key,
                fields.placeOf("key"),
                evolution,
                footer,
                options,
                entry.keyPlace()))
        : Optional.empty();
  }

  private void later(Entry entry) {
    notSupported(entry.keyPlace(), LATER.get(entry.key()));
  }

  private void notSupported(Place place, String what) {
    problems.add(
        Problem.at(
            place,
            "NOT_SUPPORTED",
            what + " as a source is not supported by this version yet.",
            "Name Parquet, CSV or JSON files with path."));
  }

  private Optional<Format> format(YamlFields fields, Setting path) {
    String written = path.written().toLowerCase(Locale.ROOT);
    if (written.matches("[a-z][a-z0-9+.-]+://.*")) {
      fields.report(
          path.place(),
          "NOT_SUPPORTED",
          "A source on a remote store is not supported by this version yet.",
          "Name files on this machine's file systems.");
      return Optional.empty();
    }
    Optional<String> declared = fields.text("format");
    if (declared.isPresent()) {
      if (LATER.containsKey(declared.get().toLowerCase(Locale.ROOT))) {
        notSupported(fields.placeOf("format"), LATER.get(declared.get().toLowerCase(Locale.ROOT)));
        return Optional.empty();
      }
      return fields.choice("format", Format.class);
    }
    String plain = written.replaceFirst("\\.(gz|zst)$", "");
    if (LATER_ENDINGS.stream().anyMatch(plain::endsWith)) {
      notSupported(path.place(), "Arrow");
      return Optional.empty();
    }
    if (plain.endsWith(".parquet")) {
      return Optional.of(Format.PARQUET);
    }
    if (plain.endsWith(".csv")) {
      return Optional.of(Format.CSV);
    }
    if (plain.endsWith(".json") || plain.endsWith(".ndjson") || plain.endsWith(".jsonl")) {
      return Optional.of(Format.JSON);
    }
    fields.report(
        path.place(),
        "UNKNOWN_FORMAT",
        "The ending of " + path + " does not tell the format.",
        "Write format: PARQUET, CSV or JSON beside it, or a glob for a folder: orders/*.parquet.");
    return Optional.empty();
  }

  private void checkFormat(YamlFields fields, String owner, Format format, boolean footer) {
    if (format != Format.PARQUET && !fields.has("columns")) {
      fields.report(
          fields.place(),
          "MISSING_KEY",
          "The " + owner + " is " + format + " and does not declare its columns.",
          "Write them in the order of the file: columns: { id: BIGINT, name: VARCHAR }.");
    }
    if (format != Format.PARQUET && footer) {
      fields.badValue(
          "identity", "A " + format + " file has no footer to know it by.", "Leave identity out.");
    }
  }

  private Map<String, ColumnContract> columns(YamlFields fields) {
    Map<String, ColumnContract> columns = new ColumnContracts(problems).read(fields);
    if (fields.value("columns").isPresent()
        && fields.value("columns").get() instanceof Entries
        && columns.isEmpty()) {
      fields.badValue("columns", "No column is declared.", "Write name: TYPE for each.");
    }
    return columns;
  }

  /** What is not in the files has to be declared: the type of every column. */
  private void checkTypes(Map<String, ColumnContract> columns, Format format) {
    if (format == Format.PARQUET) {
      return;
    }
    for (ColumnContract column : columns.values()) {
      if (column.type().isEmpty()) {
        problems.add(
            Problem.at(
                column.place(),
                "MISSING_KEY",
                "The column " + column.name() + " has no type.",
                "Write one such as BIGINT or \"DECIMAL(38,2)\": " + format + " files say none."));
      }
    }
  }

  private Optional<Evolution> evolution(YamlFields fields, Optional<Format> format) {
    Optional<Evolution> evolution = fields.choice("evolution", Evolution.class);
    if (evolution.isPresent() && format.isPresent() && format.get() != Format.PARQUET) {
      fields.badValue(
          "evolution",
          "A " + format.get() + " source is read with exactly the declared columns.",
          "Leave evolution out.");
    }
    return evolution;
  }

  private List<String> key(
      YamlFields fields, Map<String, ColumnContract> columns, Optional<Format> format) {
    List<String> key = new ArrayList<>();
    for (Scalar column : fields.texts("key")) {
      // Parquet files say themselves what columns they have.
      boolean all = format.isPresent() && format.get() != Format.PARQUET && !columns.isEmpty();
      if (all && columns.keySet().stream().noneMatch(column.text()::equalsIgnoreCase)) {
        problems.add(
            Problem.at(
                column.place(),
                "UNKNOWN_COLUMN",
                "The key names " + column.text() + ", which is not among the columns.",
                Nearest.hint(column.text(), columns.keySet())
                    + "Declared are: "
                    + String.join(", ", columns.keySet())
                    + "."));
      }
      key.add(column.text());
    }
    return key;
  }

  private Map<String, String> options(YamlFields fields, String owner, Optional<Format> format) {
    Optional<Entries> written = fields.entries("options");
    if (written.isEmpty() || format.isEmpty()) {
      return Map.of();
    }
    if (format.get() == Format.PARQUET) {
      fields.badValue("options", "A Parquet source has no options.", "Leave them out.");
      return Map.of();
    }
    return new SourceOptions(owner, format.get(), written.get(), problems).read();
  }
}

package dev.varve.planner.project.contract;

import dev.varve.planner.Problem;
import dev.varve.planner.project.TypeText;
import dev.varve.planner.project.yaml.YamlFields;
import dev.varve.planner.project.yaml.YamlValue.Entries;
import dev.varve.planner.project.yaml.YamlValue.Entry;
import dev.varve.planner.project.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code columns:} of a header or of a source. */
public final class ColumnContracts {
  private static final List<String> KEYS =
      List.of("type", "not_null", "unique", "accepted_values", "description");
  private static final String BESIDE =
      "Write not_null: true, unique: true or accepted_values: [a, b] in its place.";
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "nullable", "Did you mean not_null?",
          "data_type", "Did you mean type?",
          "values", "Did you mean accepted_values?",
          "primary_key", "Write key: and the columns beside columns.",
          "constraints", BESIDE,
          "tests", BESIDE,
          "data_tests", BESIDE);

  private final List<Problem> problems;

  public ColumnContracts(List<Problem> problems) {
    this.problems = problems;
  }

  /** By name, in the order written; names that differ only in case are told. */
  public Map<String, ColumnContract> read(YamlFields fields) {
    Map<String, ColumnContract> columns = new LinkedHashMap<>();
    Map<String, String> spellings = new TreeMap<>();
    for (Entry entry : fields.mapping("columns")) {
      String other = spellings.putIfAbsent(entry.key().toLowerCase(Locale.ROOT), entry.key());
      if (other != null) {
        problems.add(
            Problem.at(
                entry.keyPlace(),
                "DUPLICATE_NAME",
                "The columns " + other + " and " + entry.key() + " differ only in case.",
                "Keep one of the two: to the engine they are the same."));
      }
      columns.put(entry.key(), column(entry));
    }
    return columns;
  }

  private ColumnContract column(Entry entry) {
    boolean nothing = entry.value() instanceof Scalar scalar && scalar.isNothing();
    List<Entry> written =
        nothing
            ? List.of()
            : entry.value() instanceof Entries entries
                ? entries.entries()
                : List.of(new Entry("type", entry.keyPlace(), entry.value()));
    YamlFields fields =
        new YamlFields(
            "column " + entry.key(),
            new Entries(written, entry.keyPlace()),
            KEYS,
            ELSEWHERE,
            problems);
    Optional<Scalar> type = fields.scalar("type");
    type.ifPresent(
        t -> TypeText.mend(t.text()).ifPresent(mend -> problems.add(TypeText.problem(t, mend))));
    List<AcceptedValue> accepted = new ArrayList<>();
    for (Scalar value : fields.texts("accepted_values")) {
      accepted.add(new AcceptedValue(value.text(), value.place()));
    }
    if (fields.has("accepted_values") && accepted.isEmpty()) {
      fields.badValue(
          "accepted_values",
          "accepted_values of column " + entry.key() + " names no value.",
          "Write the values, as in accepted_values: [new, paid], or leave it out.");
    }
    return new ColumnContract(
        entry.key(),
        type.map(Scalar::text),
        fields.truth("not_null").orElse(false),
        fields.truth("unique").orElse(false),
        accepted,
        fields.text("description").orElse(""),
        entry.keyPlace());
  }
}

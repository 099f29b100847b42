package dev.varve.planner.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.compile.Compilation;
import dev.varve.planner.compile.CompiledModel;
import dev.varve.planner.compile.InputUse;
import dev.varve.planner.project.Policy;
import dev.varve.planner.project.Profile;
import dev.varve.planner.project.Tier;
import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.testing.Pair;
import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.Rows;
import dev.varve.planner.types.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Plans are compared elsewhere. What is skipped goes by step keys and deep keys, in which columns
 * have no names, so that these must differ too, whether sources are read or models.
 */
class DifferentPairsHaveDifferentKeysTest {
  private static final BuildSettings SETTINGS =
      new BuildSettings(
          "one",
          "lane",
          "UTC",
          Instant.EPOCH,
          Map.of(),
          Tier.STABLE,
          Optional.empty(),
          Policy.CONSERVATIVE,
          false);

  private static final Map<String, String> TABLES =
      Map.of("t", Rows.COLUMNS, "u", Rows.COLUMNS, "w", PairTables.OTHER_COLUMNS);

  private enum Read {
    SOURCES,
    MODELS
  }

  @ParameterizedTest
  @EnumSource(Read.class)
  void ofModelsThatDiffer(Read read) {
    ModelProject project = new ModelProject();
    TABLES.forEach(
        (table, columns) -> {
          boolean source = read == Read.SOURCES;
          project.source((source ? "main." : "raw.") + table, columns);
          if (!source) {
            project.model("main." + table, "select * from raw." + table);
          }
        });
    List<Pair> pairs = Pair.read("differ.txt");
    for (int i = 0; i < pairs.size(); i++) {
      project.model("one.m" + i, pairs.get(i).one()).model("other.m" + i, pairs.get(i).other());
    }
    Compilation compilation = project.compile();
    Map<String, CompiledModel> models = new LinkedHashMap<>();
    compilation.models().forEach(model -> models.put(model.name(), model));
    StepKeys keys = new StepKeys(SETTINGS, model -> Profile.PROD_FAST);
    DeepKeys deepKeys = new DeepKeys(compilation, keys, new World(), table -> true);
    List<String> faults = new ArrayList<>();
    int deep = 0;
    int compared = 0;
    for (int i = 0; i < pairs.size(); i++) {
      CompiledModel one = models.get("one.m" + i);
      CompiledModel other = models.get("other.m" + i);
      if (one == null || other == null) {
        // Texts that no model may have: they are compared as plans alone.
        continue;
      }
      compared++;
      if (key(keys, one).equals(key(keys, other))) {
        faults.add("One step key: " + pairs.get(i));
      }
      Optional<Fingerprint> deepKey = deepKeys.of(one);
      deep += deepKey.isPresent() ? 1 : 0;
      if (deepKey.isPresent() && deepKey.equals(deepKeys.of(other))) {
        faults.add("One deep key: " + pairs.get(i));
      }
    }
    assertThat(faults).isEmpty();
    assertThat(compared).isGreaterThan(250);
    assertThat(deep).isGreaterThan(100);
  }

  private static Fingerprint key(StepKeys keys, CompiledModel model) {
    return keys.key(model, DifferentPairsHaveDifferentKeysTest::contents)
        .orElseThrow()
        .fingerprint();
  }

  /** Each column holds something else. */
  private static Optional<InputContents> contents(InputUse input) {
    if (input.isSource()) {
      return Optional.of(new InputContents.OfSource("reader", "pin"));
    }
    Map<String, String> digests = new LinkedHashMap<>();
    TableSchema schema = PairTables.schemas().get(input.table());
    schema.columns().forEach(column -> digests.put(column.name(), "digest of " + column.name()));
    return Optional.of(
        new InputContents.OfTable(new TableContents(10, "whole " + input.table(), digests)));
  }
}

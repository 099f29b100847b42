package dev.varve.planner.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.Fingerprint;
import dev.varve.planner.normalize.Normalizer;
import dev.varve.planner.testing.ModelProject;
import dev.varve.planner.testing.ModelProject.MapCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** An upgrade of any pass is another identity of everything, also of what is remembered. */
class PolicyInFingerprintsTest {
  /** What keys and deep keys are made of: of the plan, of the step, of its columns. */
  private static Map<String, List<Fingerprint>> fingerprints(
      ModelProject project, List<String> policy, MapCache cache) {
    CompilerSettings settings = CompilerSettings.of("UTC").withPolicy(policy);
    try (Compiler compiler = new Compiler(settings)) {
      Compilation compilation = project.compile(compiler, cache);
      assertThat(compilation.problems()).isEmpty();
      Map<String, List<Fingerprint>> all = new TreeMap<>();
      for (CompiledModel model : compilation.models()) {
        List<String> columns = List.of(model.columns().get(0).name());
        all.put(
            model.name(),
            List.of(
                model.plan(),
                model.query(),
                compilation.trims().of(model.name(), columns).orElseThrow().query()));
      }
      return all;
    }
  }

  private static List<String> raised(int pass) {
    List<String> policy = new ArrayList<>(Normalizer.versions());
    policy.set(pass, policy.get(pass) + "1");
    return policy;
  }

  private static void assertNothingInCommon(
      Map<String, List<Fingerprint>> some, Map<String, List<Fingerprint>> others) {
    assertThat(others.keySet()).isEqualTo(some.keySet());
    TreeSet<String> before = new TreeSet<>();
    some.values().forEach(all -> all.forEach(one -> before.add(one.hex())));
    others
        .values()
        .forEach(all -> assertThat(all).noneMatch(after -> before.contains(after.hex())));
  }

  @Test
  void aRaisedVersionChangesTheFingerprintsOfAThousandModels() {
    ModelProject project = CompileSpeed.project(1000);
    MapCache cache = new MapCache();
    Map<String, List<Fingerprint>> before = fingerprints(project, Normalizer.versions(), cache);

    assertThat(before).hasSize(1000);
    assertThat(fingerprints(project, Normalizer.versions(), cache)).isEqualTo(before);
    assertNothingInCommon(before, fingerprints(project, raised(0), cache));
  }

  @Test
  void soDoesThatOfEachPassAndOneLess() {
    ModelProject project = CompileSpeed.project(12);
    List<Map<String, List<Fingerprint>>> seen = new ArrayList<>();
    List<List<String>> policies = new ArrayList<>();
    policies.add(Normalizer.versions());
    policies.add(Normalizer.versions().subList(1, Normalizer.versions().size()));
    for (int pass = 0; pass < Normalizer.versions().size(); pass++) {
      policies.add(raised(pass));
    }
    for (List<String> policy : policies) {
      Map<String, List<Fingerprint>> after = fingerprints(project, policy, new MapCache());
      seen.forEach(before -> assertNothingInCommon(before, after));
      seen.add(after);
    }
    assertThat(seen).hasSizeGreaterThan(15);
  }
}

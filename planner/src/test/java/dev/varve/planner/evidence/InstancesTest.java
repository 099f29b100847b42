package dev.varve.planner.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.testing.PairTables;
import dev.varve.planner.testing.TestBinder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class InstancesTest {
  private static Question question(String before, String after) {
    return new Question(
        TestBinder.definition(before, PairTables.schemas()),
        TestBinder.definition(after, PairTables.schemas()));
  }

  private static List<Instance> instances(String before, String after) {
    Instances instances = Instances.of(question(before, after));
    List<Instance> list = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      list.add(instances.instance(i));
    }
    return list;
  }

  private static List<List<String>> rows(List<Instance> instances) {
    return instances.stream()
        .flatMap(i -> i.tables().stream())
        .flatMap(t -> t.rows().stream())
        .toList();
  }

  @Test
  void areTheSameEachTimeAndOthersForOtherQuestions() {
    String one = "select a from t where a > 1";
    String other = "select a from t where a > 2";
    assertThat(instances(one, other)).isEqualTo(instances(one, other));
    assertThat(instances(one, other)).isNotEqualTo(instances(other, one));
    assertThat(new LinkedHashSet<>(instances(one, other))).hasSizeGreaterThan(35);
  }

  @Test
  void holdWhatEitherReadsAndNothingElse() {
    Instance instance =
        instances("select t.a from t join u on t.a = u.b", "select c from t").get(0);
    assertThat(instance.tables())
        .extracting(InstanceTable::name)
        .containsExactly("main.t", "main.u");
    assertThat(instance.tables().get(0).columns()).extracting("name").containsExactly("a", "c");
    assertThat(instance.tables().get(1).columns()).extracting("name").containsExactly("b");
  }

  @Test
  void haveEmptyTablesNullsDuplicatesTiesAndOddValues() {
    List<Instance> instances = instances("select a, d from t", "select b, d from t");
    assertThat(instances).anyMatch(instance -> instance.rowCount() == 0);
    assertThat(instances).anyMatch(instance -> instance.rowCount() > 20);
    assertThat(rows(instances)).anyMatch(row -> row.contains("NULL"));
    assertThat(instances)
        .anyMatch(
            instance -> {
              List<List<String>> rows = instance.tables().get(0).rows();
              return rows.stream().distinct().count() < rows.size();
            });
    assertThat(rows(instances))
        .anyMatch(row -> row.contains("'nan'::DOUBLE"))
        .anyMatch(row -> row.contains("'-0.0'::DOUBLE"))
        .anyMatch(row -> row.contains("2147483647") || row.contains("-2147483648"));
  }

  @Test
  void haveAsManyRowsAsAQueryCounts() {
    assertThat(instances("select a from t limit 100", "select a from t limit 101"))
        .anyMatch(instance -> instance.rowCount() > 100);
  }

  @Test
  void shrinkToTheRowsThatMatter() {
    Instance instance = instances("select a, b from t", "select a, c from t").get(0);
    assertThat(instance.rowCount()).isGreaterThan(3);
    List<String> third = instance.tables().get(0).rows().get(2);
    Predicate<Instance> shows =
        smaller ->
            smaller.tables().get(0).rows().stream()
                .anyMatch(row -> row.get(1).equals(third.get(1)));

    Instance small = Shrinking.of(instance, shows, 1000);

    assertThat(small.rowCount()).isEqualTo(1);
    assertThat(small.tables().get(0).rows().get(0))
        .containsExactly("1", third.get(1), small.tables().get(0).plain().get(2));
    assertThat(Shrinking.of(instance, shows, 0)).isEqualTo(instance);
  }

  @Test
  void areRefusedWhereATypeCannotBeMadeUp() {
    assertThat(question("select a from t", "select b as a from t").obstacles()).isEmpty();
    assertThat(question("select a from t", "select random() as a from t").obstacles())
        .anyMatch(sentence -> sentence.contains("random()"));
  }
}

package dev.varve.planner.encode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.varve.planner.bind.BoundQuery;
import dev.varve.planner.classify.Classifier;
import dev.varve.planner.classify.ResultClass;
import dev.varve.planner.normalize.Normalizer;
import dev.varve.planner.plan.Node;
import dev.varve.planner.plan.text.PlanText;
import dev.varve.planner.testing.Golden;
import dev.varve.planner.testing.TestBinder;
import dev.varve.planner.testing.Tpcds;
import dev.varve.planner.testing.Tpch;
import dev.varve.planner.types.TableSchema;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The normal form and fingerprint of every TPC-H query, the fingerprint of every TPC-DS query. A
 * change here rebuilds every table of every user: it needs another version of the pass or of the
 * encoding.
 */
class PlanGoldenTest {
  @Test
  void theTpchQueriesKeepTheirPlans() {
    StringBuilder text = new StringBuilder();
    for (int number : IntStream.rangeClosed(1, 22).toArray()) {
      BoundQuery query = TestBinder.bind(Tpch.query(number), Tpch.schemas());
      Node normal = Normalizer.normalize(query.plan(), Classifier.of(query.plan()).resultClass());
      text.append("-- q")
          .append(number)
          .append(' ')
          .append(PlanEncoding.identify(normal).fingerprint().hex())
          .append('\n')
          .append(PlanText.of(normal));
    }

    Golden.check("tpch-plans.txt", text.toString());
  }

  @Test
  void theTpcdsQueriesKeepTheirFingerprints() {
    Map<String, TableSchema> tables = Tpcds.schemas();
    StringBuilder text = new StringBuilder();
    for (int number : Tpcds.numbers()) {
      BoundQuery query = TestBinder.bind(Tpcds.query(number), tables);
      ResultClass resultClass = Classifier.of(query.plan()).resultClass();
      Node normal = Normalizer.normalize(query.plan(), resultClass);
      text.append(
          String.format(
              "q%02d %s %s%n",
              number, PlanEncoding.identify(normal).fingerprint().hex(), resultClass));
    }

    Golden.check("tpcds-fingerprints.txt", text.toString());
  }

  @Test
  void everyPartOfAPlanHasAFingerprintOfItsOwn() {
    BoundQuery query = TestBinder.bind(Tpch.query(3), Tpch.schemas());
    PlanEncoding.Identified root = PlanEncoding.identify(query.plan());

    assertThat(root.inputs()).hasSize(1);
    assertThat(root.fingerprint()).isNotEqualTo(root.inputs().get(0).fingerprint());
    assertThat(PlanEncoding.identify(root.inputs().get(0).node()).fingerprint())
        .isEqualTo(root.inputs().get(0).fingerprint());
  }
}
